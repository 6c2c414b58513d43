using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Work;

namespace MobilePay.Reconciliation.Features.Mails;

/// <summary>Sends what is written, and again what no server took, ever more seldom.</summary>
public sealed class SendMails(
    IServiceScopeFactory scopes, MailServer server, IOptions<MailOptions> options, TimeProvider clock, ILogger<SendMails> log)
    : DueWork<Guid>(scopes, clock, log)
{
    private static readonly TimeSpan ClaimFor = TimeSpan.FromMinutes(2);

    protected override TimeSpan Every => options.Value.Every;

    protected override int Batch => 20;

    protected override int AtOnce => 1;

    public override Task StartAsync(CancellationToken cancellationToken) =>
        options.Value.IsOn ? base.StartAsync(cancellationToken) : Task.CompletedTask;

    protected override Task<List<Guid>> Claim(IServiceProvider services, CancellationToken stop)
    {
        var now = Clock.GetUtcNow();
        return services.GetRequiredService<ReconciliationDbContext>().Database.SqlQuery<Guid>($"""
            update mails set next_try_at = {now + ClaimFor}
            where id = any(array(select id from mails where next_try_at <= {now}
                order by next_try_at limit {Batch} for update skip locked))
            returning id as "Value"
            """).ToListAsync(stop);
    }

    protected override async Task Take(Guid id, IServiceProvider services, CancellationToken stop)
    {
        var db = services.GetRequiredService<ReconciliationDbContext>();
        var mail = await db.Mails.SingleAsync(m => m.Id == id, stop);
        var to = options.Value.To.FirstOrDefault(t => t.HospitalId == mail.HospitalId)?.Addresses ?? [];
        if (mail.SentAt is not null || to.Count == 0)
            return;

        if (await server.Send(mail, to, stop) is { } error)
        {
            mail.Failed(error.Code, Clock.GetUtcNow());
            Log.LogError("Mail {MailId} was not taken for the {Tries}. time: {Code}", mail.Id, mail.Tries, error.Code);
        }
        else
        {
            mail.Sent(Clock.GetUtcNow());
        }

        await db.SaveChangesAsync(CancellationToken.None);
    }

    protected override string NameOf(Guid id) => $"Mail {id}";
}
