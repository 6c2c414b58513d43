using System.Text.RegularExpressions;
using MobilePay.PatientWeb.Look;
using MobilePay.PatientWeb.Wording;

namespace MobilePay.PatientWeb.Tests.Look;

public sealed class WordsTests
{
    private static readonly string[] Codes =
    [
        "prescription.not-found", "hospital.unknown", "prescription.expired", "prescription.voided", "prescription.already-paid",
        "prescription.window-only", "prescription.nothing-to-pay", "prescription.locked", "prescription.changed",
        "hospital.unavailable",
        "hospital.bill-inconsistent", "hospital.refused", "channel.unavailable", "channel.refused", "payment.not-found",
        "payment.method-unknown", "bank.order-unknown", "bank.order-over", "bank.code-exhausted", "bank.order-paying",
        "bank.card-refused", "bank.card-of-another", "bank.payment-refused", "bank.code-too-soon", "bank.code-not-sent",
        "bank.sealed-invalid", "bank.unavailable",
        "request.too-many", "page.not-found", "page.stale", "anything-else",
    ];

    [Fact]
    public void No_sentence_uses_the_words_of_the_system()
    {
        var all = Texts(Chinese.Words).Concat(Texts(English.Words));
        var ours = new Regex("系统异常|渠道|幂等|token|idempoten|exception|null|undefined", RegexOptions.IgnoreCase);
        all.Where(text => ours.IsMatch(text)).ShouldBeEmpty();
    }

    [Fact]
    public void English_is_English_and_Chinese_is_Chinese()
    {
        var han = new Regex(@"\p{IsCJKUnifiedIdeographs}");
        Texts(English.Words).Where(text => text != English.Words.OtherLangName && han.IsMatch(text)).ShouldBeEmpty();
        Texts(Chinese.Words).Where(text => !han.IsMatch(text))
            .ShouldBe([Chinese.Words.Lang, Chinese.Words.OtherLang, Chinese.Words.OtherLangName], ignoreOrder: true);
    }

    [Fact]
    public void Every_problem_says_what_happens_to_the_money_and_what_to_do()
    {
        foreach (var problem in Codes.SelectMany(code => new[] { Chinese.Words.ProblemOf(code), English.Words.ProblemOf(code) }))
        {
            problem.Title.ShouldNotBeNullOrWhiteSpace();
            problem.Money.ShouldNotBeNullOrWhiteSpace();
            problem.Next.ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Theory]
    [InlineData(0, "¥0.00")]
    [InlineData(5, "¥0.05")]
    [InlineData(5340, "¥53.40")]
    [InlineData(-4, "-¥0.04")]
    [InlineData(12345678, "¥123456.78")]
    public void Amounts_are_written_from_fen(long fen, string written) => Yuan.Of(fen).ShouldBe(written);

    [Theory]
    [InlineData("12.6000", "¥12.60")]
    [InlineData("0.1234", "¥0.1234")]
    [InlineData("7", "¥7")]
    [InlineData(null, "")]
    public void Unit_prices_lose_only_zeros_nobody_reads(string? price, string written) =>
        Yuan.UnitPrice(price).ShouldBe(written);

    [Theory]
    [InlineData("1.00", "1")]
    [InlineData("10", "10")]
    [InlineData("1.50", "1.5")]
    public void Quantities_are_whole_where_they_are(string quantity, string written) => Yuan.Quantity(quantity).ShouldBe(written);

    [Theory]
    [InlineData("#C2185B")]
    [InlineData("#FFEB3B")]
    [InlineData("#FFFFFF")]
    public void A_hospitals_colour_is_darkened_until_white_can_be_read_on_it(string colour) =>
        Accent.ReadableOnWhite(Accent.ReadableOnWhite(colour)).ShouldBe(Accent.ReadableOnWhite(colour));

    private static IEnumerable<string> Texts(object words) =>
        from property in words.GetType().GetProperties()
        where property.GetIndexParameters().Length == 0
        let value = property.GetValue(words)
        from text in value switch
        {
            string one => [one],
            IReadOnlyList<string> many => many,
            SheetWords or ProofWords or CashierWords or BankWords or StandingWords => Texts(value),
            Func<string, Problem> problem => Codes.Select(problem).SelectMany(p => new[] { p.Title, p.Money, p.Next }),
            _ => [],
        }
        select text;
}
