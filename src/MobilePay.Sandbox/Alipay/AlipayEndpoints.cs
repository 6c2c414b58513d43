using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.Alipay;

internal static class AlipayEndpoints
{
    public static void AddAlipay(this IServiceCollection services)
    {
        services.AddSingleton<AlipayCertificates>().AddSingleton<AlipayAuthorization>().AddSingleton<AlipaySeal>();
        services.AddSingleton<AlipayBook>().AddSingleton<AlipayTrades>().AddSingleton<AlipayRefundEnding>();
        services.AddSingleton<AlipayLogins>().AddSingleton<AlipayDoor>().AddSingleton<AlipayReturn>();
        services.AddSingleton<AlipayBills>();
        services.AddChannelStatements<AlipayFunds>();
        services.AddSingleton<IWallet, AlipayWallet>();
        services.AddScoped<AlipayCashier>().AddScoped<AlipayBridgeEndpoints.BridgeDesk>();
        services.AddSingleton<AlipayNotices>().AddHostedService(provider => provider.GetRequiredService<AlipayNotices>());
    }

    public static void MapAlipay(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/gateway.do", ["GET", "POST"], (HttpContext http, AlipayDoor door, AlipayCashier cashier) =>
            door.Serve(http, cashier));
        routes.MapPost("/cashier/app", (HttpContext http, AlipayCashier cashier) => cashier.OpenApp(http));
        routes.MapGet("/qr/{id}", (string id, HttpContext http, AlipayCashier cashier) => cashier.OpenCode(http, id));
        routes.MapPost(AlipayCashier.PayPath, async (HttpContext http, AlipayCashier cashier, CancellationToken stop) =>
            cashier.Answer(http, await http.Request.ReadFormAsync(stop))).DisableAntiforgery();
        routes.MapGet(AlipayBills.Path, (string? token, AlipayBills bills) => bills.Fetch(token));
        routes.MapAlipayBridge();
        routes.MapAlipayLogins();
        routes.MapFallback("/{**path}", () => Results.Text("404 Not Found", statusCode: StatusCodes.Status404NotFound));
    }
}
