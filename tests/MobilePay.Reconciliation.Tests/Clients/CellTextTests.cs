using System.Text;
using MobilePay.Reconciliation.Clients;

namespace MobilePay.Reconciliation.Tests.Clients;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("53.40", 5340)]
    [InlineData("-0.01", -1)]
    [InlineData("+0.01", 1)]
    [InlineData("1,234.5", 123450)]
    [InlineData("1,234,567", 123456700)]
    [InlineData("0", 0)]
    [InlineData("0.01000", 1)]
    [InlineData("9999999999.99", 999999999999)]
    public void Yuan_are_read_as_fen(string text, long expected)
    {
        YuanText.TryFen(Bytes(text), out var fen).ShouldBeTrue();
        fen.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("0.015")]
    [InlineData("0.01001")]
    [InlineData("1,23.00")]
    [InlineData(",123.00")]
    [InlineData("1234,567.00")]
    [InlineData("1,,234.00")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("1e3")]
    [InlineData(" 1.00")]
    [InlineData("１.00")]
    [InlineData("10000000000.00")]
    [InlineData("99999999999999999999999999999")]
    public void What_is_no_whole_number_of_fen_is_no_amount(string text) =>
        YuanText.TryFen(Bytes(text), out _).ShouldBeFalse();

    [Theory]
    [InlineData(499, 0)]
    [InlineData(500, 1)]
    [InlineData(-499, 0)]
    [InlineData(-500, -1)]
    [InlineData(1499, 1)]
    public void Half_a_fen_goes_away_from_zero(long scaled, long fen) =>
        YuanText.FenOfHundredThousandths(scaled).ShouldBe(fen);

    [Fact]
    public void Every_amount_is_read_back()
    {
        var random = new Random(20260302);
        for (var i = 0; i < 10_000; i++)
        {
            var fen = random.NextInt64(-999_999_999_999, 1_000_000_000_000);
            YuanText.TryFen(Bytes(Support.BillWriter.Yuan(fen)), out var read).ShouldBeTrue();
            read.ShouldBe(fen);
        }
    }

    [Theory]
    [InlineData("2026-02-29 00:00:00")]
    [InlineData("2026-13-01 00:00:00")]
    [InlineData("2026-01-01 24:00:00")]
    [InlineData("2026-01-01T00:00:00")]
    [InlineData("2026-01-01 00:00:0 ")]
    [InlineData("0000-01-01 00:00:00")]
    [InlineData("2026-01-01")]
    public void What_is_no_time_is_not_read_as_one(string text) => ChinaText.TryTime(Bytes(text), out _).ShouldBeFalse();

    [Fact]
    public void Times_are_chinas()
    {
        ChinaText.TryTime("2024-02-29 23:59:59"u8, out var at).ShouldBeTrue();
        at.ShouldBe(new DateTimeOffset(2024, 2, 29, 15, 59, 59, TimeSpan.Zero));
    }

    [Fact]
    public void The_table_of_pairs_says_what_decoding_says()
    {
        var random = new Random(20260302);
        var bytes = new byte[2];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            bytes[0] |= 0x80;
            if (bytes[0] is 0x80 or 0xFF || bytes[1] < 0x40)
                continue;
            Gbk.IsValid(bytes).ShouldBe(!Gbk.Encoding.GetString(bytes).Contains('\uFFFD'));
        }
    }

    [Fact]
    public void Lines_are_the_same_however_the_file_arrives()
    {
        var text = string.Concat(
            Enumerable.Range(0, 3000).Select(i => new string('x', i % 700) + (i % 3 == 0 ? "\r\n" : "\n"))) + "end";
        using var lines = new ByteLines(ByteSource.OfFile(new Trickle(Bytes(text)), ArchiveLimits.Usual), TextCode.Utf8);

        foreach (var expected in text.Replace("\r", "", StringComparison.Ordinal).Split('\n'))
        {
            lines.Next().ShouldBeTrue();
            Encoding.UTF8.GetString(lines.Line).ShouldBe(expected);
        }

        lines.Next().ShouldBeFalse();
        (lines.Refused, lines.LineNo).ShouldBe((null, 3001));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Gives a few bytes at a time, as a network does.</summary>
    private sealed class Trickle(byte[] file) : MemoryStream(file)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1 + (int)(Position % 97))]);
    }
}
