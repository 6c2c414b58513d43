using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Tests.Domain;

/// <summary>The entries of the fact sheet that set the books right come out of one rule.</summary>
public sealed class CorrectionTests
{
    private const long Fen = 5340;

    public static TheoryData<string, string, string, long, long, string> Cases => new()
    {
        // kind, what stands, what becomes of it, channel, hospital, rule
        { "payment", "CH_RECV 5340, CLEARING -5340", "CLEARING 5340, OVER -5340", Fen, 0, "J6" },
        { "payment", "CH_RECV 5340, OVER -5340", "OVER 5340, INCOME_BRIDGE -5340", Fen, Fen, "J8" },
        { "payment", "", "SHORT 5340, INCOME_BRIDGE -5340", 0, Fen, "J9" },
        { "payment", "SHORT 5340, INCOME_BRIDGE -5340", "CH_RECV 5340, SHORT -5340", Fen, Fen, "J10" },
        { "payment", "SHORT 5340, INCOME_BRIDGE -5340", "INCOME_BRIDGE 5340, SHORT -5340", 0, 0, "J11" },
        { "refund", "", "SHORT 5340, CH_RECV -5340", Fen, 0, "J13" },
        { "refund", "SHORT 5340, CH_RECV -5340", "INCOME_BRIDGE 5340, SHORT -5340", Fen, Fen, "J11" },
        { "refund", "INCOME_BRIDGE 5340, REFUND_PAYABLE -5340", "REFUND_PAYABLE 5340, OVER -5340", 0, Fen, "J15" },
        { "payment", "CH_RECV 5340, INCOME_BRIDGE -5340", "SHORT 5340, CH_RECV -5340", 0, Fen, "J13" },
        { "payment", "CH_RECV 5340, INCOME_BRIDGE -5340", "", Fen, Fen, "J15" },
        { "payment", "CH_RECV 5340, INCOME_BRIDGE -5340", "CH_RECV 60, OVER -60", Fen + 60, Fen, "J15" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Books_are_brought_to_what_channel_and_hospital_say(
        string kind, string stands, string becomes, long channelFen, long hospitalFen, string rule)
    {
        var item = new ItemAmounts(
            kind == "payment" ? LineKind.Payment : LineKind.Refund, "wechat", "1900000001", channelFen, hospitalFen);

        var lines = Correction.Lines(Read(stands), Correction.Target(item));

        lines.Select(l => $"{Accounts.WordOf(l.Account)} {l.DebitFen - l.CreditFen}").ShouldBe(
            becomes.Length == 0 ? [] : becomes.Split(", "), ignoreOrder: true);
        lines.Sum(l => l.DebitFen - l.CreditFen).ShouldBe(0);
        if (lines.Count > 0)
            Correction.RuleOf(lines).ShouldBe(rule);
    }

    [Fact]
    public void What_is_given_up_is_a_loss()
    {
        var item = new ItemAmounts(LineKind.Payment, "wechat", "1900000001", 0, Fen);

        var lines = Correction.Lines(Read("SHORT 5340, INCOME_BRIDGE -5340"), Correction.Target(item, isGivenUp: true));

        Correction.RuleOf(lines).ShouldBe("J12");
    }

    private static IEnumerable<Standing> Read(string stands) => stands.Length == 0 ? [] : stands.Split(", ").Select(text =>
    {
        var account = Accounts.Named(text.Split(' ')[0])!.Value;
        var isOfChannel = account == Account.ChannelReceivable;
        return new Standing(account, isOfChannel ? "wechat" : "", isOfChannel ? "1900000001" : "",
            long.Parse(text.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
    });
}
