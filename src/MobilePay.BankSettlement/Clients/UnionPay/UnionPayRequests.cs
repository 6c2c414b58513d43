using System.Globalization;
using System.Text;
using MobilePay.BankSettlement.Domain;

namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>The forms we send, without what <see cref="SignForms"/> adds.</summary>
internal static class UnionPayRequests
{
    private const string TokenProduct = "000902";
    private const string RefundProduct = "000301";

    /// <summary>The question what became of an order, a refund or an opening.</summary>
    public static Dictionary<string, string> Query(UnionPayMerchant merchant, string number, DateTimeOffset made) =>
        Form(merchant, "00", "00", "000000", number, made);

    public static Dictionary<string, string> SignUpCode(UnionPayMerchant merchant, CardSignUp signUp, CardEntry entry)
    {
        var form = Form(merchant, "77", "00", TokenProduct, signUp.BankOrderNo, signUp.CreatedAt);
        form["accNo"] = merchant.Cipher.Encrypt(entry.CardNo);
        form["encryptCertId"] = merchant.Cipher.CertId;
        form["customerInfo"] = Customer(("encryptedInfo", Secrets(merchant, ("phoneNo", entry.Phone))));
        return form;
    }

    public static Dictionary<string, string> Open(UnionPayMerchant merchant, CardSignUp signUp, CardEntry entry, string code)
    {
        var form = Form(merchant, "79", "00", TokenProduct, signUp.BankOrderNo, signUp.CreatedAt);
        form["accNo"] = merchant.Cipher.Encrypt(entry.CardNo);
        form["encryptCertId"] = merchant.Cipher.CertId;
        form["tokenPayData"] = $"{{trId={merchant.Options.TrId}&tokenType=01}}";
        form["customerInfo"] = Customer(
            ("certifTp", "01"), ("certifId", entry.IdNo), ("customerNm", entry.Name), ("smsCode", code),
            ("encryptedInfo", Secrets(merchant, ("phoneNo", entry.Phone), ("cvn2", entry.Cvn2), ("expired", entry.Expires))));
        return form;
    }

    public static Dictionary<string, string> QueryOpening(UnionPayMerchant merchant, CardSignUp signUp) =>
        Form(merchant, "78", "02", TokenProduct, signUp.BankOrderNo, signUp.CreatedAt);

    public static Dictionary<string, string> DeleteToken(
        UnionPayMerchant merchant, BankCard card, Guid number, DateTimeOffset now)
    {
        var form = Form(merchant, "74", "01", TokenProduct, number.ToString("N"), now);
        form["tokenPayData"] = TokenOf(merchant, card);
        return form;
    }

    public static Dictionary<string, string> PayCode(UnionPayMerchant merchant, ChannelOrder order, QuickPay pay, BankCard card)
    {
        var form = Form(merchant, "77", "02", TokenProduct, pay.BankOrderNo, order.CreatedAt);
        form["txnAmt"] = Fen(order.Amount.Fen);
        form["currencyCode"] = "156";
        form["tokenPayData"] = TokenOf(merchant, card);
        return form;
    }

    public static Dictionary<string, string> Pay(
        UnionPayMerchant merchant, ChannelOrder order, QuickPay pay, BankCard card, string code)
    {
        var form = Form(merchant, "01", "01", TokenProduct, pay.BankOrderNo, order.CreatedAt);
        form["txnAmt"] = Fen(order.Amount.Fen);
        form["currencyCode"] = "156";
        form["tokenPayData"] = TokenOf(merchant, card);
        form["customerInfo"] = Customer(("smsCode", code));
        form["backUrl"] = merchant.NotifyUrl;
        return form;
    }

    public static Dictionary<string, string> Refund(UnionPayMerchant merchant, ChannelRefund refund, string originalQueryId)
    {
        var form = Form(merchant, "04", "00", RefundProduct, refund.RefundNo, refund.OrderedAt!.Value);
        form["txnAmt"] = Fen(refund.Amount.Fen);
        form["currencyCode"] = "156";
        form["origQryId"] = originalQueryId;
        form["backUrl"] = merchant.NotifyUrl;
        return form;
    }

    /// <param name="settled">MMDD; UnionPay takes the nearest such day.</param>
    public static Dictionary<string, string> SettlementFile(UnionPayMerchant merchant, string settled, DateTimeOffset now)
    {
        var form = Form(merchant, "76", "01", "000000", Guid.CreateVersion7(now).ToString("N"), now);
        (form["settleDate"], form["fileType"]) = (settled, "00");
        return form;
    }

    private static Dictionary<string, string> Form(
        UnionPayMerchant merchant, string type, string subType, string product, string number, DateTimeOffset made) => new()
        {
            ["version"] = "5.1.0",
            ["encoding"] = "UTF-8",
            ["txnType"] = type,
            ["txnSubType"] = subType,
            ["bizType"] = product,
            ["channelType"] = "08",
            ["accessType"] = "0",
            ["merId"] = merchant.Options.MerId,
            ["orderId"] = number,
            ["txnTime"] = UnionPayTime.Text(made),
        };

    private static string TokenOf(UnionPayMerchant merchant, BankCard card) =>
        $"{{trId={merchant.Options.TrId}&token={card.Token}}}";

    private static string Customer(params (string Name, string? Value)[] members) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{{{Joined(members)}}}"));

    private static string Secrets(UnionPayMerchant merchant, params (string Name, string? Value)[] members) =>
        merchant.Cipher.Encrypt(Joined(members));

    private static string Joined((string Name, string? Value)[] members) =>
        string.Join('&', members.Where(m => !string.IsNullOrEmpty(m.Value)).Select(m => $"{m.Name}={m.Value}"));

    private static string Fen(long fen) => fen.ToString(CultureInfo.InvariantCulture);
}
