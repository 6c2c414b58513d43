using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features.Settling;

/// <summary>The work list: differences by what they are and how far they are, the latest first.</summary>
public static class ListDifferences
{
    /// <param name="Status">unsettled (where nothing is said), a status, or all.</param>
    /// <param name="Text">A part of the number, or of the order's.</param>
    /// <param name="Owner">me: those I have taken.</param>
    public sealed record Filter(
        string? HospitalId, string? Status, string? Class, string? Channel, DateOnly? From, DateOnly? To, string? Text,
        string? Owner);

    /// <param name="OverFen">Sum of what is over; 0 or more.</param>
    /// <param name="ShortFen">Sum of what is short; 0 or more.</param>
    public sealed record Total(int Count, long OverFen, long ShortFen) : IListTotal;

    private static readonly Sheet<DifferenceItem> Sheet = new Sheet<DifferenceItem>("differences")
        .Day("日期", "Day", d => d.Day)
        .Word("类别", "Class", d => d.Class)
        .Word("收退", "Kind", d => d.Kind)
        .Text("编号", "Number", d => d.Key)
        .Text("订单号", "Order", d => d.OrderNo)
        .Word("渠道", "Channel", d => d.Channel)
        .Fen("医院金额", "Hospital", d => d.HospitalFen)
        .Fen("平台金额", "Platform", d => d.PlatformFen)
        .Fen("渠道金额", "Channel amount", d => d.ChannelFen)
        .Fen("差额（长款为正）", "Difference (over is positive)", d => d.DifferenceFen)
        .Word("状态", "Status", d => d.Status)
        .Count("天数", "Age in days", d => d.AgeDays)
        .Text("处理人", "Owner", d => d.Owner?.Name)
        .Word("处理方式", "Resolution", d => d.Resolution)
        .At("结案时间", "Closed at", d => d.ClosedAt);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/differences", Handle);

    internal static Task<Results<Ok<ListPage<DifferenceItem, Total>>, FileStreamHttpResult, ProblemHttpResult>> Handle(
        [AsParameters] Filter filter, [AsParameters] Paging paging, StaffCall call, ReconciliationDbContext db,
        TimeProvider clock, CancellationToken stop)
    {
        var chosen = Choose(db.Differences.AsNoTracking(), filter, call.Staff);
        var now = clock.GetUtcNow();
        return new Listing<DifferenceItem, (DateTimeOffset At, Guid Id), Total>(Sheet, d => (d.HappenedAt, d.Id),
            async (place, take, token) => (await Behind(chosen, place).OrderByDescending(d => d.HappenedAt)
                .ThenByDescending(d => d.Id).Take(take).ToListAsync(token)).ConvertAll(d => DifferenceItem.Of(d, now)),
            token => Sum(chosen, token)).Answer(paging, stop);
    }

    internal static IQueryable<Difference> Choose(IQueryable<Difference> all, Filter filter, StaffMember? staff)
    {
        var chosen = filter.HospitalId is { Length: > 0 } hospital ? all.Where(d => d.HospitalId == hospital) : all;
        chosen = filter.Status switch
        {
            null or "" or "unsettled" => chosen.Where(d => d.Status != DifferenceStatus.Closed
                && d.Status != DifferenceStatus.Suspended && d.Class != DifferenceClass.InTransit),
            "all" => chosen,
            var word when WireWord.Read<DifferenceStatus>(word) is { } status => chosen.Where(d => d.Status == status),
            _ => chosen.Where(_ => false),
        };
        if (filter.Class is { Length: > 0 })
        {
            var named = WireWord.Read<DifferenceClass>(filter.Class);
            chosen = chosen.Where(d => d.Class == named);
        }

        if (filter.Channel is { Length: > 0 } channel)
            chosen = chosen.Where(d => d.Channel == channel);
        if (filter.From is { } from)
            chosen = chosen.Where(d => d.Day >= from);
        if (filter.To is { } to)
            chosen = chosen.Where(d => d.Day <= to);
        if (filter.Text?.Trim() is { Length: > 0 } text)
            chosen = chosen.Where(d => d.Key.Contains(text) || d.OrderNo.Contains(text));
        return filter.Owner == "me" ? chosen.Where(d => d.Owner!.Id == (staff == null ? Guid.Empty : staff.Id)) : chosen;
    }

    private static IQueryable<Difference> Behind(IQueryable<Difference> chosen, (DateTimeOffset At, Guid Id)? place) =>
        place is not { } p ? chosen
            : chosen.Where(d => d.HappenedAt < p.At || (d.HappenedAt == p.At && d.Id.CompareTo(p.Id) < 0));

    private static async Task<Total> Sum(IQueryable<Difference> chosen, CancellationToken stop) =>
        await chosen.GroupBy(_ => 1).Select(all => new Total(all.Count(),
            all.Sum(d => d.DifferenceFen > 0 ? d.DifferenceFen : 0), all.Sum(d => d.DifferenceFen < 0 ? -d.DifferenceFen : 0)))
            .SingleOrDefaultAsync(stop) ?? new(0, 0, 0);
}
