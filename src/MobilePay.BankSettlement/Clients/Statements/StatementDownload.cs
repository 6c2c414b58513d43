using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;
using Microsoft.Extensions.Options;

namespace MobilePay.BankSettlement.Clients.Statements;

/// <summary>Takes the file behind an address that a channel gave out for some seconds.</summary>
internal sealed class StatementDownload(IOptions<StatementOptions> options)
{
    // The first address may have gone stale, or the line have broken: a second one tells.
    private const int Tries = 2;

    public long BytesMax => options.Value.BytesMax;

    /// <summary>Asks for an address and takes its file; where that fails, once more from the beginning.</summary>
    public async Task<Result<StatementFile>> Do(
        string channel, Func<CancellationToken, Task<Result<StatementFile>>> askAndTake, CancellationToken stop)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(stop);
        within.CancelAfter(options.Value.FetchWithin);
        for (var tried = 1; ; tried++)
        {
            var file = await Try(channel, askAndTake, within.Token, stop);
            if (tried == Tries || file.Error?.Code is not ("statement.unanswered" or "statement.digest-differs"))
                return file;
        }
    }

    /// <summary>The file of one answer; anything but 200 is no file.</summary>
    public async Task<Result<StatementFile>> Take(
        HttpClient client, Uri address, string channel, string name, CancellationToken stop)
    {
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stop);
        if (response.StatusCode != System.Net.HttpStatusCode.OK)
            return StatementErrors.Unanswered(channel);

        var said = response.Content.Headers.ContentDisposition;
        var given = (said?.FileNameStar ?? said?.FileName)?.Trim('"');
        await using var body = await response.Content.ReadAsStreamAsync(stop);
        return await StatementFile.Take(body, channel, string.IsNullOrWhiteSpace(given) ? name : given, BytesMax, stop);
    }

    private static async Task<Result<StatementFile>> Try(
        string channel, Func<CancellationToken, Task<Result<StatementFile>>> askAndTake, CancellationToken within,
        CancellationToken stop)
    {
        try
        {
            return await askAndTake(within);
        }
        catch (Exception silent) when (ChannelNetwork.IsSilence(silent, stop))
        {
            return StatementErrors.Unanswered(channel);
        }
    }
}
