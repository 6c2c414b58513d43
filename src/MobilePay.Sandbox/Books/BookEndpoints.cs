using MobilePay.Sandbox.Alipay;
using MobilePay.Sandbox.Bank;
using MobilePay.Sandbox.His;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.WeChat;

namespace MobilePay.Sandbox.Books;

/// <summary>What each outside party believes; for checks, never for the platform.</summary>
internal static class BookEndpoints
{
    public static void MapBooks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/book/wechat", (WeChatBook book, SandboxDay day) => Results.Json(Of(book, day), WireJson.Strict));
        routes.MapGet("/book/alipay", (AlipayBook book, SandboxDay day) => Results.Json(Of(book, day), WireJson.Strict));
        routes.MapGet("/book/his", (HisBook book, SandboxDay day) => Results.Json(Of(book, day), WireJson.Strict));
        routes.MapGet("/book/bank", (BankBook book) => Results.Json(Of(book), WireJson.Strict));
    }

    private static object Of(WeChatBook book, SandboxDay day)
    {
        var orders = book.All.Select(order => order.AsOf(day.TrueNow)).ToList();
        return new
        {
            capturedFen = orders.Sum(order => order.PaidFen),
            refundedFen = orders.Sum(order => order.RefundedFen),
            netFen = orders.Sum(order => order.PaidFen - order.RefundedFen),
            orders = orders.Select(order => new
            {
                order.OutTradeNo,
                order.TransactionId,
                order.Appid,
                order.Mchid,
                order.TradeType,
                state = order.WireState,
                order.TotalFen,
                order.PaidFen,
                order.RefundedFen,
                refunds = order.Refunds.Select(refund => new BookRefund(
                    refund.OutRefundNo, refund.AmountFen, refund.Status, (refund.EndedAt ?? refund.CreatedAt).ToWire())),
                openid = order.PayerOpenid ?? order.Openid,
                timeExpire = order.TimeExpire?.ToWire(),
                successTime = order.SuccessTime?.ToWire(),
                order.NoticesSent,
                order.NoticeAccepted,
            }),
        };
    }

    private static object Of(AlipayBook book, SandboxDay day)
    {
        var trades = book.Trades.All.Select(trade => trade.AsOf(day.TrueNow)).ToList();
        return new
        {
            capturedFen = trades.Sum(trade => trade.PaidFen),
            refundedFen = trades.Sum(trade => trade.RefundedFen),
            netFen = trades.Sum(trade => trade.PaidFen - trade.RefundedFen),
            orders = trades.Select(trade => new
            {
                trade.OutTradeNo,
                trade.TradeNo,
                trade.Wish.Method,
                state = trade.Status,
                trade.TotalFen,
                trade.PaidFen,
                trade.RefundedFen,
                refunds = trade.Refunds.Select(refund => new BookRefund(
                    refund.OutRequestNo, refund.AmountFen, refund.Status, (refund.EndedAt ?? refund.AskedAt).ToWire())),
                buyerOpenId = trade.PayerOpenId ?? trade.Wish.BuyerOpenId,
                expiresAt = trade.ExpiresAt.ToWire(),
                successTime = trade.PaidAt?.ToWire(),
                noticesSent = trade.Notices.Sum(notice => notice.Sent),
                noticeAccepted = trade.Notices.Count > 0 && trade.Notices.All(notice => notice.Accepted),
            }),
        };
    }

    private static object Of(BankBook book)
    {
        var trades = book.Trades.All;
        var refunds = trades.Where(trade => !trade.IsPayment).ToLookup(refund => refund.OrigQryId);
        var capturedFen = trades.Where(trade => trade.IsPayment).Sum(payment => payment.DoneFen);
        var refundedFen = trades.Where(trade => !trade.IsPayment).Sum(refund => refund.DoneFen);
        return new
        {
            capturedFen,
            refundedFen,
            netFen = capturedFen - refundedFen,
            orders = trades.Where(trade => trade.IsPayment).Select(payment => new
            {
                outTradeNo = payment.OrderId,
                payment.TxnTime,
                payment.QueryId,
                method = "bank.quickpay",
                payment.State,
                respCode = payment.FailsAs,
                totalFen = payment.AmountFen,
                paidFen = payment.DoneFen,
                refundedFen = refunds[payment.QueryId].Sum(refund => refund.DoneFen),
                refunds = refunds[payment.QueryId].Select(refund => new BookRefund(
                    refund.OrderId, refund.AmountFen, refund.State, (refund.EndedAt ?? refund.At).ToWire())),
                card = payment.AccNo,
                settleDate = payment.SettleDate,
                expiresAt = (string?)null,
                successTime = payment.State == BankState.Success ? payment.EndedAt?.ToWire() : null,
                noticesSent = payment.NoticesSent + refunds[payment.QueryId].Sum(refund => refund.NoticesSent),
                noticeAccepted = payment.NoticeAccepted && refunds[payment.QueryId]
                    .All(refund => refund.NoticeAccepted || refund.State != BankState.Success),
            }),
            openings = book.Tokens.All.Select(token => new
            {
                token.OrderId,
                token.TxnTime,
                card = token.Card.Masked,
                isGood = token.IsGood(token.TrId, book.Now),
                isToldByNotice = token.BackUrl is not null,
                token.NoticesSent,
                token.NoticeAccepted,
            }),
        };
    }

    private static object Of(HisBook book, SandboxDay day)
    {
        var files = book.All;
        var settlements = files.SelectMany(file => file.Settlements).ToList();
        var standing = settlements.Where(settlement => !settlement.Reversed).ToList();
        return new
        {
            confirmedFen = standing.Sum(settlement => settlement.PaidFen),
            capturedFen = standing.Sum(settlement => settlement.PaidFen),
            refundedFen = standing.Sum(settlement => settlement.RefundedFen),
            netFen = standing.Sum(settlement => settlement.RestFen),
            bills = files.Select(file => new
            {
                file.Bill.BillNo,
                file.Bill.PrescriptionNo,
                status = file.StatusAt(day.TrueNow),
                file.Bill.BillVersion,
                file.Bill.PayableFen,
                file.Dispensed,
                file.Returned,
                file.PaidAtWindow,
            }),
            settlements = settlements.Select(s => new
            {
                s.OrderNo,
                s.BillNo,
                s.PaidFen,
                s.HisDocNo,
                s.ChannelTradeNo,
                s.BusinessDate,
                s.ConfirmsReceived,
                s.Reversed,
                s.RefundedFen,
                refunds = s.Refunds.Select(refund => new BookRefund(
                    refund.HisRefundNo, refund.AmountFen, refund.Status, refund.At)),
            }),
        };
    }
}
