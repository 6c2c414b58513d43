using System.IO.Compression;
using System.Security.Cryptography;
using MobilePay.BankSettlement.Clients.Statements;
using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>
/// WeChat's bills: asked for by a signed call, fetched from the address it tells, packed, and believed when the unpacked file has
/// the digest it told.
/// </summary>
internal sealed class WeChatStatements(WeChatMerchants merchants, StatementDownload download, TimeProvider clock)
    : IStatementSource
{
    private static readonly byte[] GzipMagic = [0x1F, 0x8B];

    public string Channel => WeChatChannel.ChannelName;

    public IEnumerable<(string HospitalId, string MerchantId)> Merchants =>
        merchants.All.Select(m => (m.Options.HospitalId, m.Options.MchId));

    public bool Has(string kind) => kind is StatementAsked.Trade or StatementAsked.Funds;

    public async Task<Result<StatementFile>> Fetch(StatementAsked asked, CancellationToken stop)
    {
        var merchant = merchants.Numbered(asked.MerchantId)!;
        return await download.Do(Channel, token => AskAndTake(merchant, asked, token), stop);
    }

    private async Task<Result<StatementFile>> AskAndTake(
        WeChatMerchant merchant, StatementAsked asked, CancellationToken stop)
    {
        var answer = await WeChatAnswers.Read<WeChatBill>(() => asked.Kind == StatementAsked.Trade
            ? merchant.Pay.TradeBill(asked.Dashed, stop) : merchant.Pay.FundFlowBill(asked.Dashed, stop), stop);
        if (answer.Body is not { } bill)
            return Objection(answer, asked);
        if (bill is not { HashType: "SHA1", HashValue: { Length: 40 } digest }
            || !Uri.TryCreate(bill.DownloadUrl, UriKind.Absolute, out var address))
            return StatementErrors.Unanswered(Channel);

        var name = $"{asked.MerchantId}_{asked.Digits}_{asked.Kind}.csv";
        var packed = await download.Take(merchant.Files, address, Channel, name, stop);
        if (packed.Error is not null)
            return packed;
        using var came = packed.Value!;
        return await Unpack(came, digest, name, stop);
    }

    private async Task<Result<StatementFile>> Unpack(StatementFile came, string digest, string name, CancellationToken stop)
    {
        var start = new byte[GzipMagic.Length];
        var isPacked = await came.Content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, stop) == start.Length
            && start.SequenceEqual(GzipMagic);
        came.Content.Position = 0;
        var plain = isPacked ? new GZipStream(came.Content, CompressionMode.Decompress) : (Stream)came.Content;

        // The protocol names SHA-1; it finds a broken transfer and protects nothing.
#pragma warning disable CA5350
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        var file = new StatementFile(StatementFile.NewSpool(), name);
        var error = StatementErrors.DigestDiffers(Channel);
        try
        {
            if (!await StatementFile.Copy(plain, file.Content, download.BytesMax, bytes => hash.AppendData(bytes.Span), stop))
                error = StatementErrors.TooLong(Channel, download.BytesMax);
            else if (Convert.ToHexStringLower(hash.GetHashAndReset()).Equals(digest, StringComparison.OrdinalIgnoreCase))
                return file;
        }
        catch (InvalidDataException)
        {
            // Broken off or damaged: what there is has another digest.
        }

        file.Dispose();
        return error;
    }

    private Error Objection(WeChatAnswer<WeChatBill> answer, StatementAsked asked) => answer.Code switch
    {
        _ when answer.Outcome != ChannelOutcome.Refused => StatementErrors.Unanswered(Channel),
        "NO_STATEMENT_EXIST" => StatementErrors.NoTrade(Channel, asked.Day),
        "STATEMENT_CREATING" => StatementErrors.NotThere(Channel, asked.Day, "WeChat is still making it."),
        "INVALID_REQUEST" or "PARAM_ERROR" when !IsOver(asked.Day) =>
            StatementErrors.NotThere(Channel, asked.Day, "the day is not over."),
        _ => StatementErrors.Refused(Channel, answer.Code),
    };

    private bool IsOver(DateOnly day) => day < BusinessDay.Of(clock.GetUtcNow(), TimeOnly.MinValue).Date;
}
