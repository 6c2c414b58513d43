using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;

namespace MobilePay.PatientWeb.Look;

/// <summary>
/// Pages name a patient and an amount: nothing keeps them. What they may load, and where their forms may end, is said here;
/// who may frame them is the gateway's to say.
/// </summary>
public sealed class PageHeaders(IOptions<PatientOptions> options) : IAlwaysRunResultFilter
{
    private static readonly string[] Cashiers = ["https://wx.tenpay.com", "https://open.weixin.qq.com", "https://*.alipay.com"];

    public void OnResultExecuting(ResultExecutingContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = Policy(options.Value);
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }

    // A form's redirect into a cashier counts as the form's end, so those origins stand under form-action.
    public static string Policy(PatientOptions options)
    {
        var bridge = options.BridgeOrigin is { } origin ? " " + origin : "";
        var cashiers = string.Join(' ', Cashiers.Concat(options.CashierOrigins));
        return "default-src 'none'; base-uri 'none'; style-src 'self'; img-src 'self' data:; "
            + $"script-src 'self'{bridge}; connect-src 'self'{bridge}; frame-src {(bridge.Length > 0 ? bridge[1..] : "'none'")}; "
            + $"form-action 'self' {cashiers}{bridge}"
            // The sandbox's bridge lays its cashier over the page by a style attribute.
            + (bridge.Length > 0 ? "; style-src-attr 'unsafe-inline'" : "");
    }
}
