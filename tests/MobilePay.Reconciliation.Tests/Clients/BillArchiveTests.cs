using System.Buffers.Binary;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Clients;

public sealed class BillArchiveTests
{
    private const string Wanted = Statements.AlipayMerchant + "0156_20260302_业务明细.csv";

    private static readonly byte[] Bill = Gbk.Encoding.GetBytes(BillWriter.Alipay(
        Statements.Lines(50, Statements.AlipayMerchant), Statements.AlipayMerchant, Statements.Day));

    [Theory]
    [InlineData("../业务明细.csv", ArchiveFault.HasFolders)]
    [InlineData("/etc/业务明细.csv", ArchiveFault.HasFolders)]
    [InlineData("a\\业务明细.csv", ArchiveFault.HasFolders)]
    [InlineData("C:业务明细.csv", ArchiveFault.HasFolders)]
    [InlineData("inner.zip", ArchiveFault.Nested)]
    [InlineData("inner.csv.GZ", ArchiveFault.Nested)]
    [InlineData("again_业务明细.csv", ArchiveFault.Several)]
    public void An_entry_beside_the_bill_can_condemn_the_archive(string name, ArchiveFault fault) =>
        Faulty(BillWriter.Zip((Wanted, Bill), (name, [1]))).ShouldBe(fault);

    [Fact]
    public void An_archive_without_the_bill_is_refused()
    {
        Faulty(BillWriter.Zip(("业务明细(汇总).csv", Bill))).ShouldBe(ArchiveFault.NotThere);
        Faulty(BillWriter.Zip()).ShouldBe(ArchiveFault.NotThere);
    }

    [Fact]
    public void An_archive_of_many_files_is_refused()
    {
        (string, byte[])[] entries = [(Wanted, Bill), .. Enumerable.Range(0, 10).Select(i => ($"{i}.csv", new byte[] { 1 }))];

        Faulty(BillWriter.Zip(entries)).ShouldBe(ArchiveFault.TooManyEntries);
        Statements.Alipay(BillWriter.Zip(entries[..10])).Refused.ShouldBeNull();
    }

    [Fact]
    public void A_locked_archive_is_refused()
    {
        var zip = BillWriter.Zip((Wanted, Bill));
        zip[Find(zip, "PK\u0003\u0004"u8) + 6] |= 1;
        zip[Find(zip, "PK\u0001\u0002"u8) + 8] |= 1;

        Faulty(zip).ShouldBe(ArchiveFault.Encrypted);
    }

    [Fact]
    public void A_packed_file_inside_a_packed_file_is_refused()
    {
        Faulty(BillWriter.Zip((Wanted, BillWriter.Gzip(Bill)))).ShouldBe(ArchiveFault.Nested);
        Faulty(BillWriter.Zip((Wanted, BillWriter.Zip((Wanted, Bill))))).ShouldBe(ArchiveFault.Nested);
        Faulty(BillWriter.Gzip(BillWriter.Gzip(Bill))).ShouldBe(ArchiveFault.Nested);
    }

    [Fact]
    public void A_bomb_is_left_before_it_has_unpacked()
    {
        var bomb = new byte[40 << 20];
        Array.Fill(bomb, (byte)'\n');

        Faulty(BillWriter.Zip((Wanted, bomb))).ShouldBe(ArchiveFault.Inflates);
        Faulty(BillWriter.Gzip(bomb)).ShouldBe(ArchiveFault.Inflates);
    }

    [Fact]
    public void A_bill_above_the_limit_is_refused_while_it_unpacks()
    {
        var limits = new ArchiveLimits { UnpackedBytesMax = 4000 };

        Statements.Alipay(BillWriter.Zip((Wanted, Bill)), limits).Code.ShouldBe("too-large");
        Statements.Alipay(BillWriter.Gzip(Bill), limits).Code.ShouldBe("too-large");
        Statements.Alipay(Bill, limits).Code.ShouldBe("too-large");
    }

    [Fact]
    public void What_an_archive_says_of_its_sizes_is_not_believed()
    {
        var zip = BillWriter.Zip((Wanted, Bill));
        var entry = Find(zip, "PK\u0001\u0002"u8);
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(entry + 24), Bill.Length / 2);

        Faulty(zip).ShouldBe(ArchiveFault.Damaged);
    }

    [Fact]
    public void A_wrong_checksum_is_found()
    {
        var zip = BillWriter.Zip((Wanted, Bill));
        zip[Find(zip, "PK\u0001\u0002"u8) + 16] ^= 1;

        Faulty(zip).ShouldBe(ArchiveFault.Damaged);
    }

    [Fact]
    public void An_archive_that_is_cut_short_is_refused()
    {
        var zip = BillWriter.Zip((Wanted, Bill));

        Faulty(zip[..^10]).ShouldBe(ArchiveFault.Damaged);
        Faulty([.. "PK\u0003\u0004"u8, 1, 2, 3]).ShouldBe(ArchiveFault.Damaged);
    }

    private static ArchiveFault Faulty(byte[] file)
    {
        var refused = Statements.Alipay(file).Refused.ShouldNotBeNull();
        refused.Code.ShouldBe("statement.archive");
        return Enum.Parse<ArchiveFault>((string)refused.Facts!["fault"]!);
    }

    private static int Find(byte[] file, ReadOnlySpan<byte> mark) => file.AsSpan().IndexOf(mark);
}
