using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MobilePay.ServiceDefaults.Messaging;
using Npgsql;

namespace MobilePay.ServiceDefaults.Database;

/// <summary>One PostgreSQL database a service, found under <c>ConnectionStrings:&lt;service&gt;db</c>.</summary>
public static class DatabaseSetup
{
    public static WebApplicationBuilder AddDatabase<TDb>(this WebApplicationBuilder builder, string service)
        where TDb : DbContext
    {
        builder.Services.AddOptions<DatabaseOptions>().BindConfiguration("Database").ValidateDataAnnotations().ValidateOnStart();
        var options = builder.Configuration.GetSection("Database").Get<DatabaseOptions>() ?? new();
        var connection = builder.Configuration.GetConnectionString(service + "db")
            ?? throw new InvalidOperationException(
                $"Set ConnectionStrings__{service}db to the PostgreSQL database of this service.");

        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<WakeOutbox>();
        var unhurried = Math.Max(1, options.ConnectionsMax / 4);
        builder.Services.AddSingleton(_ => DataSource(connection, options, options.ConnectionsMax - unhurried));
        builder.Services.AddSingleton(_ =>
            new UnhurriedConnections(DataSource(connection, options, unhurried, "-c synchronous_commit=off")));
        builder.Services.AddDbContextPool<TDb>((provider, db) => db
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(provider.GetRequiredService<WakeOutbox>()));
        builder.Services.AddScoped<DbContext>(provider => provider.GetRequiredService<TDb>());
        builder.Services.AddHealthChecks().AddCheck<DatabaseAnswers>("database");
        return builder;
    }

    /// <summary>
    /// Brings the schema up to date where the settings ask for it, or as the program's only work when it was called with
    /// "migrate" (the Kubernetes job).
    /// </summary>
    /// <returns>True when the program should end here.</returns>
    public static async Task<bool> Migrate<TDb>(this WebApplication app, string[] args)
        where TDb : DbContext
    {
        var isJob = args is ["migrate"];
        var options = app.Configuration.GetSection("Database").Get<DatabaseOptions>() ?? new();
        if (isJob || options.MigrateAtStart)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TDb>();
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
            await db.Database.MigrateAsync();
        }

        return isJob;
    }

    private static NpgsqlDataSource DataSource(string connection, DatabaseOptions options, int connectionsMax, string more = "")
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, connectionsMax);

        // The database gives up before the service's caller does (rule T1); the client's own limit is only a backstop.
        settings.Options =
            $"-c lock_timeout={options.LockTimeout.TotalMilliseconds:0} -c idle_in_transaction_session_timeout=30000 {more}";

        // Nobody here changes a session: every setting of a transaction is SET LOCAL, so there is nothing to reset.
        settings.NoResetOnClose = true;

        // A payment's statements are few and always the same: the server need not read and plan them each time anew.
        settings.MaxAutoPrepare = 100;
        settings.AutoPrepareMinUsages = 2;
        settings.CommandTimeout = (int)Math.Ceiling(options.StatementTimeout.TotalSeconds);
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}
