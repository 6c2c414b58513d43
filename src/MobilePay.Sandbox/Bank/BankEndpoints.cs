using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.Bank;

internal static class BankEndpoints
{
    public static void AddBank(this IServiceCollection services)
    {
        services.AddSingleton<BankAuthorization>().AddSingleton<BankSeal>().AddSingleton<BankBook>().AddSingleton<SmsInbox>();
        services.AddSingleton<BankTransactions>().AddSingleton<BankDoor>().AddSingleton<BankNotices>();
        services.AddSingleton<BankSignUp>().AddSingleton<BankOpenings>();
        services.AddSingleton<BankSettlement>();
        services.AddChannelStatements<BankFunds>();
        services.AddScoped<BankOpeningPage>().AddScoped<BankFrontDoor>();
        services.AddSingleton<BankEnding>().AddHostedService(provider => provider.GetRequiredService<BankEnding>());
        services.AddTransient<IWallet, BankWallet>();
        services.AddHttpClient<QuickPayLine>(client => client.Timeout = TimeSpan.FromSeconds(20))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false, UseCookies = false });
    }

    public static void MapBank(this IEndpointRouteBuilder routes)
    {
        foreach (var path in new[] { BankForm.Back, BankForm.Query, BankForm.SettlementFile })
            routes.MapPost(path, (HttpContext http, BankDoor door) => door.Serve(http, path));
        routes.MapPost(BankForm.Front, (HttpContext http, BankFrontDoor door) => door.Serve(http));
        routes.MapPost(BankOpeningPage.StepPath, (HttpContext http, BankFrontDoor door) => door.Step(http));
        routes.MapFallback("/{**path}", () => Results.Text("404 Not Found", statusCode: StatusCodes.Status404NotFound));
    }

    public static void MapSms(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/sms", (string? phone, SmsInbox inbox) => Results.Json(inbox
            .Messages(sms => phone is null || sms.Phone == phone)
            .Select(sms => new { sms.Phone, text = sms.Text(), sms.Code, at = sms.At.ToWire(), sms.OrderId })));
}
