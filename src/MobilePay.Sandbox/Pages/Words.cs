namespace MobilePay.Sandbox.Pages;

/// <summary>Chinese unless the visitor asked for English by ?lang=en, which a cookie keeps.</summary>
public sealed class Words
{
    public Words(IHttpContextAccessor accessor)
    {
        var http = accessor.HttpContext!;
        var asked = http.Request.Query["lang"].ToString();
        if (asked is "en" or "zh" && !http.Response.HasStarted)
            http.Response.Cookies.Append("sandbox_lang", asked);
        IsEnglish = (asked.Length > 0 ? asked : http.Request.Cookies["sandbox_lang"]) == "en";
    }

    public bool IsEnglish { get; }

    public string this[string chinese, string english] => IsEnglish ? english : chinese;

    public string Order(string state) => state switch
    {
        "SUCCESS" or "TRADE_SUCCESS" or "TRADE_FINISHED" => this["已付款", "Paid"],
        "CLOSED" or "TRADE_CLOSED" => this["已关闭", "Closed"],
        "PROCESSING" => this["银行处理中", "The bank is at it"],
        "FAILED" => this["银行拒绝", "Refused"],
        "REFUND" => this["已付款", "Paid"],
        _ => this["等待付款", "Waiting"],
    };

    public string Status(string status) => status switch
    {
        "UNPAID" => this["待缴费", "Unpaid"],
        "LOCKED" => this["缴费中", "Being paid"],
        "PAID" => this["已缴费", "Paid"],
        "PARTLY_REFUNDED" => this["部分退费", "Partly refunded"],
        "REFUNDED" => this["已退费", "Refunded"],
        "VOIDED" => this["已作废", "Void"],
        "EXPIRED" => this["已过期", "Expired"],
        _ => status,
    };
}
