using System.IO.Compression;
using MobilePay.BankSettlement.Clients.Statements;
using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>
/// UnionPay's settlement file by call: it stands in the signed answer itself, so that this way is for files which fit into
/// memory; whose do not fetches them by SFTP.
/// </summary>
internal sealed class UnionPayStatements(UnionPayMerchants merchants, StatementDownload download, TimeProvider clock)
    : IStatementSource
{
    public string Channel => UnionPayReports.ChannelName;

    public IEnumerable<(string HospitalId, string MerchantId)> Merchants =>
        merchants.All.Select(m => (m.Options.HospitalId, m.Options.MerId));

    public bool Has(string kind) => kind == StatementAsked.Trade;

    public async Task<Result<StatementFile>> Fetch(StatementAsked asked, CancellationToken stop)
    {
        var merchant = merchants.Numbered(asked.MerchantId)!;
        return await download.Do(Channel, token => AskAndTake(merchant, asked, token), stop);
    }

    private async Task<Result<StatementFile>> AskAndTake(
        UnionPayMerchant merchant, StatementAsked asked, CancellationToken stop)
    {
        var form = UnionPayRequests.SettlementFile(merchant, asked.Digits[4..], clock.GetUtcNow());
        using var response = await merchant.Files.GetFile(form, stop);
        var fields = UnionPayForm.ReadAnswer(await response.Content.ReadAsByteArrayAsync(stop));
        if (!response.IsSuccessStatusCode || fields is null)
            return StatementErrors.Unanswered(Channel);

        var code = fields.GetValueOrDefault("respCode");
        if (code == "98")
            return StatementErrors.NotThere(Channel, asked.Day, "UnionPay has no file of this settlement day, at least not yet.");
        if (code != "00")
            return UnionPayAnswers.Meaning(code) == BankSaid.No
                ? StatementErrors.Refused(Channel, code) : StatementErrors.Unanswered(Channel);

        // Well signed, but is it what was asked for?
        string[] same = ["merId", "settleDate", "txnType", "txnSubType"];
        return same.All(name => fields.GetValueOrDefault(name) == form[name]) && Packed(fields) is { } packed
            ? await Inflate(packed, fields.GetValueOrDefault("fileName") ?? $"{asked.MerchantId}_{asked.Digits}.zip", stop)
            : StatementErrors.Unanswered(Channel);
    }

    private async Task<Result<StatementFile>> Inflate(byte[] packed, string name, CancellationToken stop)
    {
        try
        {
            await using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            return await StatementFile.Take(zlib, Channel, name, download.BytesMax, stop);
        }
        catch (InvalidDataException)
        {
            return StatementErrors.DigestDiffers(Channel);
        }
    }

    private static byte[]? Packed(IReadOnlyDictionary<string, string> fields)
    {
        var text = fields.GetValueOrDefault("fileContent") ?? "";
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length > 0 ? bytes[..length] : null;
    }
}
