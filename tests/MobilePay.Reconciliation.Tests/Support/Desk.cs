using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MobilePay.Contracts;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Settling;
using MobilePay.Reconciliation.Features;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Tests.Support;

/// <summary>
/// A hospital's finance desk: the service, two members of the staff, and a day whose sources are all here, reconciled as often
/// as a test wants. What is not put on a side is missing there.
/// </summary>
public sealed class Desk : IAsyncDisposable
{
    public static readonly DateOnly Day = PlantedDay.Day;
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);
    private readonly Books books;
    private readonly WebApplicationFactory<ReconciliationDbContext> service;
    private int count;

    private Desk(Books books, Neighbours neighbours)
    {
        (this.books, Neighbours) = (books, neighbours);
        service = books.Service(neighbours);
        (First, Second) = (As("11111111-1111-1111-1111-111111111111", "王会计"), As("22222222-2222-2222-2222-222222222222", "李主管"));
        Third = As("33333333-3333-3333-3333-333333333333", "赵科长");
    }

    public string Hospital { get; } = "desk-" + Guid.NewGuid().ToString("N");

    public Neighbours Neighbours { get; }

    public HttpClient First { get; }

    public HttpClient Second { get; }

    public HttpClient Third { get; }

    public IServiceProvider Services => service.Services;

    public HttpClient Nobody => service.CreateClient();

    public static async Task<Desk> Open(Books books) => new(books, await Neighbours.Start());

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await Neighbours.DisposeAsync();
    }

    /// <summary>An order on the sides named: P, C and H, each with its amount in fen; the number is ours.</summary>
    public async Task<string> Order(long? platform, long? channel, long? hospital, bool isConfirmed = false)
    {
        var order = $"P20261123120000{(++count).ToString("D12", System.Globalization.CultureInfo.InvariantCulture)}";
        if (platform is { } p)
            await Tell(book => book.Took(
                [new(Guid.NewGuid(), Hospital, order, "wechat", PlantedDay.Merchant, "T" + order, p, Noon)], default));
        if (isConfirmed)
            await Tell(book => book.Booked([Confirmed(order, platform!.Value)], default));
        if (channel is { } c)
            Channel.Add(new(Channel.Count + 1, LineKind.Payment, LineStatus.Done, PlantedDay.Merchant, order, null, "T" + order,
                null, c, (c * 38 + 5000) / 10000, Noon));
        if (hospital is { } h)
            HospitalLines.Add(new(HospitalLines.Count + 1, LineKind.Payment, order, order, "wechat", "H" + order, null, h, Noon,
                "内科", "张医生"));
        return order;
    }

    public List<StatementLine> Channel { get; } = [];

    public List<HandoverLine> HospitalLines { get; } = [];

    public HisConfirmed Confirmed(string order, long fen) =>
        new(Guid.NewGuid(), Hospital, order, "B1", "RX1", "H" + order, null, Day, null, null, Noon, fen);

    public async Task Tell(Func<PlatformBook, Task> tell)
    {
        await using var db = books.Open();
        await tell(new(db, books.Settings));
    }

    /// <summary>The day's statement and hand-over arrive; those of before are replaced.</summary>
    public async Task Arrive()
    {
        await using var db = books.Open();
        await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"delete from channel_lines where hospital_id = {Hospital}");
        await db.Database.ExecuteSqlAsync($"delete from handover_lines where hospital_id = {Hospital}");
        await db.Statements.Where(s => s.HospitalId == Hospital).ExecuteDeleteAsync();
        await db.Handovers.Where(h => h.HospitalId == Hospital).ExecuteDeleteAsync();
        await books.PutStatement(db, Hospital, Day, Channel);
        await books.PutHandover(db, Hospital, Day, HospitalLines);
        await db.Database.CommitTransactionAsync();
    }

    public async Task<Run> Reconcile()
    {
        await Arrive();
        return await books.Reconcile(Hospital, Day);
    }

    public async Task<Difference> Find(string order)
    {
        await using var db = books.Open();
        return await db.Differences.AsNoTracking().SingleAsync(d => d.HospitalId == Hospital && d.Key == order);
    }

    public async Task<Proposal> Proposal(Guid id)
    {
        await using var db = books.Open();
        return await db.Proposals.AsNoTracking().Include(p => p.Approvals).SingleAsync(p => p.Id == id);
    }

    public static object Terms(string action, object? more = null)
    {
        var terms = new Dictionary<string, object?>
        {
            ["action"] = action,
            ["causeCode"] = "network-fault",
            ["remark"] = "查过了，就是这样",
        };
        foreach (var member in more?.GetType().GetProperties() ?? [])
            terms[member.Name] = member.GetValue(more);
        return terms;
    }

    /// <summary>The first proposes, the second approves, and it is carried out as far as it goes now.</summary>
    public async Task<Difference> Settle(string order, string action, object? more = null)
    {
        var difference = await Find(order);
        using var made = await First.PostAsJsonAsync($"/differences/{difference.Id}/propose", Terms(action, more));
        made.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var proposal = await made.Content.ReadFromJsonAsync<JsonElement>();
        using var approved = await Second.PostAsJsonAsync($"/differences/{difference.Id}/approve", new
        {
            proposalId = proposal.GetProperty("id").GetGuid(),
            version = proposal.GetProperty("version").GetString(),
        });
        approved.IsSuccessStatusCode.ShouldBeTrue(await approved.Content.ReadAsStringAsync());
        await Execute();
        return await Find(order);
    }

    public Task Execute() => new ExecuteProposals(service.Services.GetRequiredService<IServiceScopeFactory>(), books.Clock,
        service.Services.GetRequiredService<ILogger<ExecuteProposals>>()).TakeDue(default);

    /// <summary>What is left on each account, debit positive, as "CH_RECV 5340".</summary>
    public async Task<IEnumerable<string>> Standing()
    {
        await using var db = books.Open();
        var sums = await (
            from entry in db.JournalEntries
            from line in entry.Lines
            where entry.HospitalId == Hospital
            group line.DebitFen - line.CreditFen by line.Account into account
            select new { account.Key, Fen = account.Sum() }).ToListAsync();
        return sums.Where(s => s.Fen != 0).Select(s => $"{Accounts.WordOf(s.Key)} {s.Fen}").Order();
    }

    public async Task<IEnumerable<string>> Rules()
    {
        await using var db = books.Open();
        return await db.JournalEntries.Where(e => e.HospitalId == Hospital).OrderBy(e => e.Id).Select(e => e.Rule).ToListAsync();
    }

    private HttpClient As(string id, string name)
    {
        var http = service.CreateClient();
        http.DefaultRequestHeaders.Add("X-Staff-Id", id);
        http.DefaultRequestHeaders.Add("X-Staff-Name", Uri.EscapeDataString(name));
        return http;
    }
}
