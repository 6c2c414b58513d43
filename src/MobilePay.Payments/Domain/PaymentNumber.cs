using System.Buffers.Binary;
using System.Globalization;
using MobilePay.Primitives;

namespace MobilePay.Payments.Domain;

/// <summary>
/// Our number for an order at the channels: P, the second in China, and 60 bits of the payment's id in Crockford's base 32.
/// Made from the payment alone, so that no crash can make a second one (rule I8); 27 letters and digits fit every channel
/// (WeChat 6 to 32, Alipay up to 64, UnionPay 8 to 40 without - and _).
/// </summary>
public static class PaymentNumber
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Of(Guid paymentId, DateTimeOffset openedAt)
    {
        var bits = BinaryPrimitives.ReadUInt64BigEndian(paymentId.ToByteArray(bigEndian: true).AsSpan(8));
        var tail = string.Create(12, bits, (text, rest) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, rest >>= 5)
                text[i] = Digits[(int)(rest & 31)];
        });
        return "P" + openedAt.ToOffset(BusinessDay.ChinaOffset).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + tail;
    }

    /// <summary>
    /// Our number for one bill at the hospital. Alone in its payment a bill has the payment's own number, so that where the two
    /// numbers are equal the two amounts are, too.
    /// </summary>
    public static string OfBill(string outTradeNo, int index, int count) =>
        count == 1 ? outTradeNo : string.Create(CultureInfo.InvariantCulture, $"{outTradeNo}-{index + 1}");

    /// <summary>
    /// Our number for one refund, made from the payment and the refund's place among its refunds. 30 letters and digits: it is an
    /// order number of its own at UnionPay.
    /// </summary>
    public static string OfRefund(string outTradeNo, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{outTradeNo}R{index + 1:D2}");
}
