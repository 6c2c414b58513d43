using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Persistence;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Database;

namespace MobilePay.BankSettlement.Features;

/// <summary>
/// The calls by which a patient pays a bank order with a card; our own page and the hospital's app use them alike.
/// </summary>
public static class QuickPayRoutes
{
    public const string HolderHeader = "X-Card-Holder";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var quickPays = routes.MapGroup("/api/v1/quick-pays/{outTradeNo}");
        GetQuickPay.Map(quickPays);
        StartCardSignUp.Map(quickPays);
        ConfirmCardSignUp.Map(quickPays);
        SendPayCode.Map(quickPays);
        ConfirmQuickPay.Map(quickPays);
        RemoveCard.Map(quickPays);
    }
}

/// <summary>One order, and who stands before us with it.</summary>
internal sealed record QuickPayVisit(ChannelOrder Order, QuickPay Pay, string HolderHash);

/// <summary>What each of these calls begins with: the order, its quick pay, and whose cards count.</summary>
internal sealed partial class QuickPayDesk(BankSettlementDbContext db, QuickPayBook book, TimeProvider clock)
{
    private const int TriesMax = 5;

    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<Result<QuickPayVisit>> Receive(string outTradeNo, string? holder, CancellationToken stop)
    {
        if (holder is null || !HolderSecret().IsMatch(holder))
            return QuickPayErrors.HolderMissing();

        db.ChangeTracker.Clear();
        var order = await db.Orders.SingleOrDefaultAsync(o => o.OutTradeNo == outTradeNo && o.Method == "bank.quickpay", stop);
        if (order is null)
            return QuickPayErrors.OrderUnknown(outTradeNo);

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(holder)));
        return new QuickPayVisit(order, await book.Of(order, stop), hash);
    }

    /// <summary>The holder's cards that can pay at this order's merchant.</summary>
    public IQueryable<BankCard> CardsOf(QuickPayVisit visit) => db.BankCards.Where(c => c.HolderHash == visit.HolderHash
        && c.HospitalId == visit.Order.HospitalId && c.MerchantId == visit.Order.MerchantId);

    /// <summary>
    /// Decides on fresh rows and commits before anybody outside is asked (rule U1); overtaken by others, it decides again.
    /// </summary>
    public async Task<Result<QuickPayVisit>> Decide(
        string outTradeNo, string? holder, Func<QuickPayVisit, Task<Error?>> decide, CancellationToken stop)
    {
        for (var tries = 1; tries <= TriesMax; tries++)
        {
            var visit = await Receive(outTradeNo, holder, stop);
            if (visit.Value is not { } received)
                return visit.Error!;
            if (await decide(received) is { } error)
                return error;

            // From here on the caller's going away changes nothing (rule T5).
            if (await db.SaveUnlessOvertaken(CancellationToken.None))
                return received;
        }

        return QuickPayErrors.Unavailable();
    }

    /// <summary>Writes what the bank's answer came to; answers the row as it is then.</summary>
    public async Task<QuickPay> Change(ChannelOrder order, Action<QuickPay> change)
    {
        while (true)
        {
            db.ChangeTracker.Clear();
            var pay = await book.Of(order, CancellationToken.None);
            change(pay);
            if (await db.SaveUnlessOvertaken(CancellationToken.None))
                return pay;
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9._~-]{22,128}\z")]
    private static partial Regex HolderSecret();
}
