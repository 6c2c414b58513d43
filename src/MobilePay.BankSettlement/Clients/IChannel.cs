using MobilePay.BankSettlement.Domain;

namespace MobilePay.BankSettlement.Clients;

/// <summary>One way to be paid: WeChat Pay, Alipay, a bank. It speaks the wire protocol and decides nothing.</summary>
public interface IChannel
{
    /// <summary>As it stands in <c>/notify/{channel}</c> and before the dot of a method.</summary>
    string Name { get; }

    bool Takes(string method);

    /// <summary>Our merchant number for a hospital, or null where it has none at this channel.</summary>
    string? MerchantOf(string hospitalId);

    /// <summary>What its statements call the merchant; another number where orders are placed under one of their own.</summary>
    string AccountOf(string merchantId) => merchantId;

    /// <summary>The payer's member without which the method can't be placed, or null.</summary>
    string? Lacks(string method, Payer payer);

    Task<PlaceAnswer> Place(ChannelOrder order, CancellationToken stop);

    Task<QueryAnswer> Query(ChannelOrder order, CancellationToken stop);

    Task<CloseAnswer> Close(ChannelOrder order, CancellationToken stop);

    /// <summary>
    /// Sends the refund; repeatable under the same number. A rate limit or any doubt is no report, never a refusal.
    /// </summary>
    Task<RefundAnswer> Refund(ChannelRefund refund, ChannelOrder order, CancellationToken stop);

    Task<RefundAnswer> QueryRefund(ChannelRefund refund, ChannelOrder order, CancellationToken stop);

    /// <summary>Checks a notice's signature over its raw bytes and reads it; nothing is looked up or stored.</summary>
    NoticeReading ReadNotice(string merchantId, RawNotice notice);

    /// <summary>What this channel takes for "received", and for "send it again".</summary>
    IResult Received();

    /// <inheritdoc cref="Received"/>
    IResult NotReceived(int status, string reason);
}
