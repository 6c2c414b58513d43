using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;
using Npgsql;

namespace MobilePay.Reconciliation.Tests.Support;

/// <summary>Puts a planted day on a hospital's shelf, through the same COPY a file goes through.</summary>
internal static class Shelf
{
    public static async Task Put(this Books books, string hospital, PlantedDay planted)
    {
        await using var db = books.Open();
        await db.Database.BeginTransactionAsync();
        db.PlatformPayments.AddRange(planted.Payments.Select(p => new PlatformPayment
        {
            HospitalId = hospital,
            OrderNo = p.OrderNo,
            PaymentId = p.PaymentId,
            Channel = p.Channel,
            MerchantId = p.MerchantId,
            ChannelTradeNo = p.ChannelTradeNo,
            Amount = p.Amount,
            PaidAt = p.PaidAt.ToUniversalTime(),
        }));
        db.PlatformRefunds.AddRange(planted.Refunds.Select(r => new PlatformRefund
        {
            HospitalId = hospital,
            RefundNo = r.RefundNo,
            OrderNo = r.OrderNo,
            HisRefundNo = r.HisRefundNo,
            Amount = Money.FromFen(r.Amount.Fen),
            At = r.At.ToUniversalTime(),
            Status = r.Status,
        }));
        await db.SaveChangesAsync();
        foreach (var day in new[] { PlantedDay.Day.AddDays(-1), PlantedDay.Day })
        {
            await books.PutStatement(db, hospital, day, planted.Channel.Where(c => c.Day == day).Select(c => c.Line));
            await books.PutHandover(db, hospital, day, planted.Hospital.Where(h => h.Day == day).Select(h => h.Line));
        }

        await db.Database.CommitTransactionAsync();
    }

    public static async Task PutStatement(this Books books, ReconciliationDbContext db, string hospital, DateOnly day,
        IEnumerable<StatementLine> lines)
    {
        var statement = new Statement
        {
            Id = Guid.NewGuid(),
            HospitalId = hospital,
            Channel = "wechat",
            MerchantId = PlantedDay.Merchant,
            Day = day,
            FileName = "bill.csv",
            Digest = "",
            ReceivedAt = books.Clock.GetUtcNow(),
        };
        db.Statements.Add(statement);
        await db.SaveChangesAsync();
        await using var copy = await StatementCopy.Begin(await Connection(db), statement, default);
        foreach (var line in lines)
            copy.Write(line);
        await copy.Complete(default);
    }

    public static async Task PutHandover(this Books books, ReconciliationDbContext db, string hospital, DateOnly day,
        IEnumerable<HandoverLine> lines)
    {
        var handover = new Handover
        {
            Id = Guid.NewGuid(),
            HospitalId = hospital,
            Day = day,
            Digest = "",
            ClosedAt = books.Clock.GetUtcNow(),
            ReceivedAt = books.Clock.GetUtcNow(),
        };
        db.Handovers.Add(handover);
        await db.SaveChangesAsync();
        await using var copy = await HandoverCopy.Begin(await Connection(db), handover, default);
        foreach (var line in lines)
            copy.Write(line);
        await copy.Complete(default);
    }

    private static async Task<NpgsqlConnection> Connection(ReconciliationDbContext db)
    {
        var connection = (NpgsqlConnection)Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions
            .GetDbConnection(db.Database);
        if (connection.State != System.Data.ConnectionState.Open)
            await connection.OpenAsync();
        return connection;
    }
}
