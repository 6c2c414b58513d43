using System.Text.Json.Nodes;
using MobilePay.Sandbox.Books;

namespace MobilePay.Sandbox.WeChat;

/// <summary>An order in the words of the query answer (section 5), which is also the plaintext of a notice.</summary>
internal static class WeChatWire
{
    /// <summary>With <paramref name="state"/> only the state is other than the book's.</summary>
    public static JsonObject Describe(WeChatOrder order, string? state = null)
    {
        state ??= order.WireState;
        var amount = new JsonObject { ["total"] = order.TotalFen, ["currency"] = "CNY" };
        var answer = new JsonObject
        {
            ["appid"] = order.Appid,
            ["mchid"] = order.Mchid,
            ["out_trade_no"] = order.OutTradeNo,
            ["trade_state"] = state,
            ["trade_state_desc"] = WeChatState.Describe(state),
            ["amount"] = amount,
        };
        if (order.Attach is not null)
            answer["attach"] = order.Attach;
        if (order.State != WeChatState.Paid || state == WeChatState.UserPaying)
            return answer;

        amount["payer_total"] = order.PaidFen;
        amount["payer_currency"] = "CNY";
        answer["transaction_id"] = order.TransactionId;
        answer["trade_type"] = order.TradeType;
        answer["bank_type"] = "OTHERS";
        answer["success_time"] = order.SuccessTime!.Value.ToWire();
        answer["payer"] = new JsonObject { ["openid"] = order.PayerOpenid };
        return answer;
    }
}
