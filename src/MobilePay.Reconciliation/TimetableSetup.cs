using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Features;
using MobilePay.Reconciliation.Features.Fetching;
using MobilePay.ServiceDefaults.Http;
using Npgsql;
using Quartz;

namespace MobilePay.Reconciliation;

/// <summary>How the day's sources arrive by themselves. Of all replicas one at a time looks what is due.</summary>
internal static class TimetableSetup
{
    private const int ConnectionsMax = 4;

    public static void AddTimetable(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<TimetableOptions>().BindConfiguration("Timetable").ValidateDataAnnotations().ValidateOnStart();

        // A file may be long, and be fetched from the channel only while it is handed on.
        services.AddServiceClient<IHandoversApi>("hissync", TimeSpan.FromMinutes(2));
        services.AddServiceClient<IStatementsApi>("banksettlement", TimeSpan.FromMinutes(10));
        services.AddSingleton<TimetableClock>();
        services.AddScoped<HandoverTotals>();
        services.AddScoped<HandoverFetch>();
        services.AddScoped<StatementFetch>();
        services.AddScoped<ExpectedStatements>();
        services.AddScoped<ProvisionalDay>();
        services.AddScoped<MissingSources>();
        services.AddScoped<IDueSource, HandoverDue>();
        services.AddScoped<IDueSource, StatementsDue>();
        services.AddScoped<KeepTimetable>();
        services.AddScoped<ReconcileStirred>();

        var options = builder.Configuration.GetSection("Timetable").Get<TimetableOptions>() ?? new();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "reconciliation";
                scheduler.GenerateInstanceId = true;
            });
            quartz.UseDefaultThreadPool(1);
            quartz.UsePersistentStore(store => Keep(store, builder.Configuration.GetConnectionString("reconciliationdb")!));
            quartz.ScheduleJob<LookAtTimetable>(
                trigger => trigger.WithIdentity("look").WithSimpleSchedule(options.LookEvery),
                job => job.WithIdentity("timetable"));
        });
        services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
    }

    public static void MapTimetable(this IEndpointRouteBuilder routes)
    {
        PullHandover.Map(routes);
        ExpectedStatements.Map(routes);
        HandoverTotals.Map(routes);
        ListHandovers.Map(routes);
    }

    private static void Keep(IPersistentStoreBuilder store, string connection)
    {
        // Its own few connections: it waits for its locks longer than a payment's statement may.
        var settings = new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = ConnectionsMax };
        store.UsePostgres(settings.ConnectionString);
        store.UseClustering(cluster => cluster.Enabled = true);
        store.ConfigureStore(tables =>
        {
            tables.TablePrefix = "quartz.qrtz_";
            tables.StoreJobDataAsStrings = true;
        });
    }
}

/// <summary>One look: what is due is fetched, and what has arrived is reconciled.</summary>
[DisallowConcurrentExecution]
internal sealed class LookAtTimetable(KeepTimetable timetable, ReconcileStirred reconcile) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await timetable.Do(cancellationToken);
        await reconcile.Do(cancellationToken);
    }
}
