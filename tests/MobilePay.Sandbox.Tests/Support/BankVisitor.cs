using System.Net;
using System.Text.RegularExpressions;

namespace MobilePay.Sandbox.Tests.Support;

/// <summary>A page as a browser has it, and the hidden and filled fields its form would send.</summary>
internal sealed record BankPage(HttpStatusCode Status, string Html)
{
    /// <summary>A browser reads every line end in a page as one line feed, unless it is written as a number.</summary>
    public Dictionary<string, string> Fields => Regex.Matches(Html.ReplaceLineEndings("\n"), "<input ([^>]*)>").Select(input => (
            Name: Regex.Match(input.Groups[1].Value, "name=\"([^\"]*)\"").Groups[1].Value,
            Value: Regex.Match(input.Groups[1].Value, "value=\"([^\"]*)\"").Groups[1].Value))
        .ToDictionary(input => input.Name, input => WebUtility.HtmlDecode(input.Value));

    /// <summary>Where the form goes; empty on a page without one.</summary>
    public string Action => WebUtility.HtmlDecode(Regex.Match(Html, "action=\"([^\"]*)\"").Groups[1].Value);

    public string CancelsTo => WebUtility.HtmlDecode(Regex.Match(Html, "href=\"([^\"]*)\"").Groups[1].Value);

    public string Note => WebUtility.HtmlDecode(Regex.Match(Html, "<p class=\"note[^>]*>([^<]*)<").Groups[1].Value);

    public string Code => Regex.Match(Html, "respCode=(..)").Groups[1].Value;

    public bool IsOpened => Fields.ContainsKey("tokenPayData");
}

/// <summary>Brings a merchant's form to UnionPay's page and types into it what a person would.</summary>
internal sealed class BankVisitor(OutsideWorld world, BankMerchant merchant)
{
    private static readonly Dictionary<string, string> Debit = new()
    {
        ["accNo"] = BankMerchant.Card("621700"),
        ["customerNm"] = "测试持卡人",
        ["certifId"] = "110101199001010015",
        ["phoneNo"] = BankMerchant.Phone,
    };

    public const string FrontUrl = "http://localhost:9/back?order=1&lang=zh";

    public (string, string)[] Form(params (string, string)[] more) =>
    [
        ("tokenPayData", $"{{trId={BankMerchant.TrId}&tokenType=01}}"), ("frontUrl", FrontUrl), ("backUrl", merchant.BackUrl),
        .. more,
    ];

    public Task<BankPage> Arrive(BankNumber number, params (string, string)[] more) =>
        Post("/gateway/api/frontTransReq.do", merchant.Signed(merchant.Message("79/00", number, Form(more))));

    /// <summary>Presses a button; what is not typed stands as the page had it, or as a debit card's holder types it.</summary>
    public Task<BankPage> Press(BankPage page, string step, params (string Name, string Value)[] typed)
    {
        var sent = page.Fields.ToDictionary(
            field => field.Key, field => field.Value.Length > 0 ? field.Value : Debit.GetValueOrDefault(field.Key, ""));
        foreach (var (name, value) in typed)
            sent[name] = value;
        sent["step"] = step;
        return Post("/cashier/opening", sent);
    }

    public async Task<BankPage> OpenWith(BankNumber number, string code = "111111", params (string, string)[] more)
    {
        var page = await Press(await Arrive(number, more), "code");
        return await Press(page, "open", ("smsCode", code));
    }

    public async Task<BankPage> Post(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var body = new FormUrlEncodedContent(fields);
        using var answer = await world.Http.PostAsync(world.Bank + path, body);
        return new BankPage(answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
