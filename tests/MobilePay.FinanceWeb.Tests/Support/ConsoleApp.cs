using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MobilePay.FinanceWeb.Features;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.FinanceWeb.Staff;

namespace MobilePay.FinanceWeb.Tests.Support;

/// <summary>The console on a real port with a real PostgreSQL; its clock moves when told.</summary>
public sealed partial class ConsoleApp : WebApplicationFactory<FinanceWebDbContext>
{
    // Books for tests that are about other things; nothing stands in them.
    private static readonly Lazy<BooksStandIn> EmptyBooks = new(() =>
    {
        var books = BooksStandIn.Start().GetAwaiter().GetResult();
        books.Mood = BooksMood.Empty;
        return books;
    });

    public const string Password = "four old geese walk home";
    private readonly string database;
    private readonly (string Name, string Value)[] settings;

    private ConsoleApp(string database, (string, string)[] settings) => (this.database, this.settings) = (database, settings);

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public Logbook Log { get; } = new();

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>The path told to the operator at the start.</summary>
    public string FirstLink => FirstLinkLine().Match(Log.Text) is { Success: true } found
        ? found.Value : throw new InvalidOperationException("No link was told: " + Log.Text);

    /// <summary>The console with its books, which the caller keeps.</summary>
    public static async Task<ConsoleApp> Start(
        PostgresFixture postgres, BooksStandIn books, params (string, string)[] settings) =>
        Start(await postgres.NewDatabase(), [books.Setting, .. settings]);

    public static async Task<ConsoleApp> Start(PostgresFixture postgres, params (string, string)[] settings) =>
        Start(await postgres.NewDatabase(), settings);

    public static ConsoleApp Start(string database, params (string, string)[] settings)
    {
        var app = new ConsoleApp(database, settings);
        app.UseKestrel(0);
        app.StartServer();
        return app;
    }

    /// <summary>The same database under a console started anew.</summary>
    public ConsoleApp Again(params (string, string)[] otherwise) => Start(database, otherwise);

    public Walker Walker(string lang = "zh") => new(Address, lang);

    /// <summary>Somebody who has an account already.</summary>
    public async Task<Person> Add(string userName, params string[] roles)
    {
        var person = new Person(Guid.CreateVersion7(), userName, Password, Totp.NewSecret(), Clock);
        var staff = new StaffMember
        {
            Id = person.Id,
            UserName = userName,
            NormalizedUserName = userName.ToUpperInvariant(),
            DisplayName = "示例" + userName,
            Roles = roles,
            TotpSecret = person.Secret,
            CreatedAt = Clock.GetUtcNow(),
        };
        staff.EndSessions();
        staff.PasswordHash = AccountSetup.Hasher.HashPassword(staff, Password);
        await Change(db => db.Staff.Add(staff));
        return person;
    }

    public async Task<Walker> SignedIn(Person person, string lang = "zh")
    {
        var walker = Walker(lang);
        await walker.SignIn(person);
        walker.Path.ShouldBe("/", walker.Text);
        return walker;
    }

    /// <summary>Somebody who acts in a session of her own.</summary>
    public async Task<Actor> Acting(Person person)
    {
        await using var scope = Services.CreateAsyncScope();
        var principal = (await scope.ServiceProvider.GetRequiredService<SignIn>()
            .Try(person.UserName, person.Password, person.NextCode(), "192.0.2.7", CancellationToken.None)).Value!;
        return Actor.Of(principal, "192.0.2.7")!;
    }

    public async Task<T> Ask<TFeature, T>(Func<TFeature, Task<T>> ask)
        where TFeature : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TFeature>());
    }

    public async Task Change(Action<FinanceWebDbContext> change)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<FinanceWebDbContext>();
        change(db);
        await db.SaveChangesAsync();
    }

    public Task<List<StaffEvent>> Events() =>
        Ask<FinanceWebDbContext, List<StaffEvent>>(db => db.Events.AsNoTracking().OrderBy(e => e.Id).ToListAsync());

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:financewebdb", database);
        builder.UseSetting("Database:MigrateAtStart", "true");
        builder.UseSetting("PersonalData:Key", Convert.ToBase64String(new byte[32]));
        builder.UseSetting(EmptyBooks.Value.Setting.Name, EmptyBooks.Value.Setting.Value);
        foreach (var (name, value) in settings)
            builder.UseSetting(name, value);
        builder.UseEnvironment("Production");
        builder.ConfigureLogging(log => log.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace));
        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)));
    }

    [GeneratedRegex(@"/join/[\w-]+")]
    private static partial Regex FirstLinkLine();
}
