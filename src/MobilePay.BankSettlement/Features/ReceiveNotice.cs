using MobilePay.BankSettlement.Clients;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Persistence;
using MobilePay.ServiceDefaults.Database;

namespace MobilePay.BankSettlement.Features;

/// <summary>A channel tells us that something happened. Anybody can write here: only signatures are believed.</summary>
public static class ReceiveNotice
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/notify/{channel}/{merchant}", Handle);

    internal static async Task<IResult> Handle(
        string channel, string merchant, HttpContext http, Channels channels, NoticeBook book)
    {
        if (channels.Named(channel) is not { } plugIn)
            return TypedResults.NotFound();

        var stop = http.RequestAborted;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, stop);
        var raw = new RawNotice(http.Request.Headers, body.ToArray());
        var reading = plugIn.ReadNotice(merchant, raw);
        var refusal = reading.NoticeId is null
            ? reading.Refusal
            : await book.Enter(plugIn, merchant, reading, raw.Body, stop);

        ChannelMetrics.Noticed(plugIn.Name, refusal ?? "accepted");
        if (refusal is null)
            return plugIn.Received();

        return plugIn.NotReceived(
            reading.NoticeId is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status422UnprocessableEntity, refusal);
    }
}

/// <summary>Remembers well-signed notices: the good ones with their effect, the impossible ones for a person to read.</summary>
public sealed class NoticeBook(
    BankSettlementDbContext db, RecordReport record, RecordRefund refunds, TimeProvider clock, ILogger<NoticeBook> log)
{
    /// <returns>Null when the notice is booked; otherwise why not.</returns>
    public async Task<string?> Enter(
        IChannel channel, string merchant, NoticeReading reading, byte[] body, CancellationToken stop)
    {
        var notice = new ChannelNotice
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            HospitalId = reading.HospitalId!,
            Channel = channel.Name,
            MerchantId = merchant,
            NoticeId = reading.NoticeId!,
            ReceivedAt = clock.GetUtcNow(),
        };
        notice.IsAbout(reading.OutTradeNo);
        var refusal = reading switch
        {
            { Refund: { } told } =>
                (await refunds.Record(channel.Name, told.MerchantId, told.RefundNo, told, notice, stop))?.Code,
            { Report: { } told } => (await record.Record(told, notice, stop)).Error?.Code,
            _ => reading.Refusal,
        };
        return refusal is null ? null : await Refuse(notice, refusal, body, stop);
    }

    // The channel sends it again, and each time it is looked at anew; the bytes are kept once.
    private async Task<string> Refuse(ChannelNotice notice, string reason, byte[] body, CancellationToken stop)
    {
        ChannelMetrics.Alarm(notice.Channel, reason);
        log.LogError("Notice {NoticeId} of merchant {MerchantId} is well signed and was not booked: {Reason}",
            notice.NoticeId, notice.MerchantId, reason);

        db.ChangeTracker.Clear();
        db.Add(notice.Refuse(reason, body));
        await db.SaveUnlessTaken(stop);
        return reason;
    }
}
