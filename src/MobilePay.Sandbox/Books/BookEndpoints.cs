using MobilePay.Sandbox.His;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.WeChat;

namespace MobilePay.Sandbox.Books;

internal static class BookEndpoints
{
    /// <summary>What each outside party believes; for checks, never for the platform.</summary>
    public static void MapBooks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/book/wechat", (WeChatBook book, SandboxDay day) =>
        {
            var orders = book.All.Select(order => order.AsOf(day.TrueNow)).ToList();
            return Results.Json(new
            {
                capturedFen = orders.Sum(order => order.PaidFen),
                orders = orders.Select(order => new
                {
                    order.OutTradeNo,
                    order.TransactionId,
                    order.Appid,
                    order.Mchid,
                    order.TradeType,
                    order.State,
                    order.TotalFen,
                    order.PaidFen,
                    openid = order.PayerOpenid ?? order.Openid,
                    timeExpire = order.TimeExpire?.ToWire(),
                    successTime = order.SuccessTime?.ToWire(),
                    order.NoticesSent,
                    order.NoticeAccepted,
                }),
            }, WireJson.Strict);
        });
        routes.MapGet("/book/his", (HisBook book, SandboxDay day) =>
        {
            var files = book.All;
            return Results.Json(new
            {
                confirmedFen = files.SelectMany(file => file.Settlements).Where(s => !s.Reversed).Sum(s => s.PaidFen),
                bills = files.Select(file => new
                {
                    file.Bill.BillNo,
                    file.Bill.PrescriptionNo,
                    status = file.StatusAt(day.TrueNow),
                    file.Bill.BillVersion,
                    file.Bill.PayableFen,
                    file.Dispensed,
                    file.PaidAtWindow,
                }),
                settlements = files.SelectMany(file => file.Settlements).Select(s => new
                {
                    s.OrderNo,
                    s.BillNo,
                    s.PaidFen,
                    s.HisDocNo,
                    s.ChannelTradeNo,
                    s.BusinessDate,
                    s.ConfirmsReceived,
                    s.Reversed,
                }),
            }, WireJson.Strict);
        });
        foreach (var later in new[] { "alipay", "bank" })
            routes.MapGet("/book/" + later, () => Results.Json(new { capturedFen = 0L, orders = Array.Empty<object>() }));
    }
}
