using System.Text;
using FsCheck;
using FsCheck.Xunit;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Tests.Clients.UnionPay;
using MobilePay.Reconciliation.Tests.Clients.WeChat;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Clients;

/// <summary>
/// Files damaged at random: no reader ever throws, and what it accepts still has the money of the file as it was sent, for a
/// trailer that still fits its rows can only be the old one.
/// </summary>
public sealed class MutationTests
{
    private const int Cases = 3000;
    private const string Seed = "(20260302,7)";

    private static readonly IReadOnlyList<StatementLine> WeChatLines = Statements.Lines(12, Statements.WeChatMerchant);
    private static readonly IReadOnlyList<StatementLine> AlipayLines = Statements.Lines(12, Statements.AlipayMerchant);
    private static readonly byte[] WeChatBill = Encoding.UTF8.GetBytes(BillWriter.WeChat(WeChatLines));
    private static readonly byte[] WeChatGzip = BillWriter.Gzip(WeChatBill);
    private static readonly byte[] WeChatFlow = Encoding.UTF8.GetBytes(WeChatFundFlowTests.Flow);
    private static readonly byte[] BankFile = Gbk.Encoding.GetBytes(BillWriter.Bank(BankStatements.Lines(12)));

    private static readonly byte[] SettlementZip =
        BillWriter.Zip((UnionPaySettlementTests.Entry, UnionPaySettlementTests.Records));

    private static readonly byte[] AlipayBill =
        Gbk.Encoding.GetBytes(BillWriter.Alipay(AlipayLines, Statements.AlipayMerchant, Statements.Day));

    private static readonly byte[] AlipayZip =
        BillWriter.Zip((Statements.AlipayMerchant + "0156_20260302_业务明细.csv", AlipayBill));

    [Property(MaxTest = Cases, Replay = Seed)]
    public void A_damaged_WeChat_bill_is_refused_or_whole(MutationKind kind, DoNotSize<uint> place, byte value, bool twice) =>
        Check(WeChatBill, kind, place.Item, value, twice, file => Statements.WeChat(file));

    [Property(MaxTest = Cases, Replay = Seed)]
    public void A_damaged_gzip_file_is_refused_or_whole(MutationKind kind, DoNotSize<uint> place, byte value, bool twice) =>
        Check(WeChatGzip, kind, place.Item, value, twice, file => Statements.WeChat(file));

    [Property(MaxTest = Cases, Replay = Seed)]
    public void A_damaged_fund_flow_is_refused_or_whole(MutationKind kind, DoNotSize<uint> place, byte value, bool twice) =>
        Check(WeChatFlow, kind, place.Item, value, twice, WeChatFundFlowTests.Read);

    [Property(MaxTest = Cases, Replay = Seed)]
    public void A_damaged_Alipay_bill_is_refused_or_whole(MutationKind kind, DoNotSize<uint> place, byte value, bool twice) =>
        Check(AlipayBill, kind, place.Item, value, twice, file => Statements.Alipay(file));

    [Property(MaxTest = Cases, Replay = Seed)]
    public void A_damaged_Alipay_zip_is_refused_or_whole(MutationKind kind, DoNotSize<uint> place, byte value, bool twice) =>
        Check(AlipayZip, kind, place.Item, value, twice, file => Statements.Alipay(file));

    [Property(MaxTest = Cases, Replay = Seed)]
    public void A_damaged_settlement_zip_is_refused_or_whole(MutationKind kind, DoNotSize<uint> place, byte value, bool twice) =>
        Check(SettlementZip, kind, place.Item, value, twice, file => Statements.UnionPay(file));

    [Property(MaxTest = Cases, Replay = Seed)]
    public void A_damaged_bank_statement_is_refused_or_whole(MutationKind kind, DoNotSize<uint> place, byte value, bool twice) =>
        Check(BankFile, kind, place.Item, value, twice, file => BankStatements.Read(file));

    /// <summary>
    /// ZM files state no totals, so whole lines lost before they were packed can't be missed; everything else can.
    /// </summary>
    [Property(MaxTest = Cases, Replay = Seed)]
    public void A_settlement_damaged_before_it_was_packed_loses_whole_lines_at_most(
        MutationKind kind, DoNotSize<uint> place, byte value)
    {
        var records = Mutation.Of(UnionPaySettlementTests.Records, kind, place.Item, value);

        var read = Statements.UnionPay(BillWriter.Zip((UnionPaySettlementTests.Entry, records)));

        if (read.Refused is not null)
            return;
        var money = UnionPaySettlementTests.Lines.Select(l => (l.Kind, l.AmountFen, l.FeeFen)).ToList();
        read.Lines.Select(l => (l.Kind, l.AmountFen, l.FeeFen)).ShouldBeSubsetOf(money);
        var lost = kind is MutationKind.DeleteLine or MutationKind.Truncate;
        (lost ? read.Lines.Count <= money.Count : read.Lines.Count == money.Count).ShouldBeTrue();
        if (kind == MutationKind.DoubleLine)
            throw new InvalidOperationException("A doubled line was accepted.");
    }

    private static void Check<TLine>(
        byte[] whole, MutationKind kind, uint place, byte value, bool twice, Func<byte[], Outcome<TLine>> read)
        where TLine : struct
    {
        var file = Mutation.Of(whole, kind, place, value);
        if (twice && file.Length > 0)
            file = Mutation.Of(file, (MutationKind)(place % 8), place * 2654435761, (byte)(value * 31));

        var outcome = read(file);

        if (outcome.Refused is not null)
            return;

        // Only what was accepted is worth reading the whole file again for.
        var sent = read(whole);
        sent.Refused.ShouldBeNull();
        outcome.Lines.Count.ShouldBe(outcome.Totals.Lines);
        (outcome.Totals with { FeesFen = 0 }).ShouldBe(sent.Totals with { FeesFen = 0 });
    }
}
