using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.FinanceWeb.Staff;

namespace MobilePay.FinanceWeb.Features;

/// <summary>While there is no staff, each start tells the operator one link that makes the first administrator.</summary>
public sealed partial class OfferFirstLink(
    IServiceScopeFactory scopes, IOptions<ConsoleOptions> options, TimeProvider clock, ILogger<OfferFirstLink> log)
    : IHostedService
{
    public async Task StartAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<FinanceWebDbContext>();
        if (LinkFile is { } old)
            File.Delete(old);
        if (await db.Staff.AnyAsync(stop))
            return;

        var now = clock.GetUtcNow();
        var token = OneTimeLink.NewToken();
        db.Links.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            TokenHash = OneTimeLink.HashOf(token),
            Purpose = LinkPurpose.Bootstrap,
            CreatedAt = now,
            ExpiresAt = now + options.Value.LinkLasts,
        });
        await db.SaveChangesAsync(stop);

        // Behind the gateway the console does not know its own address, so only the path is told.
        var path = "/join/" + token;
        FirstLink(log, path, options.Value.LinkLasts.TotalHours);
        if (LinkFile is { } file)
            await WritePrivately(file, path, stop);
    }

    public Task StopAsync(CancellationToken stop) => Task.CompletedTask;

    private string? LinkFile => options.Value.LinkDirectory is { Length: > 0 } folder ? Path.Combine(folder, "first-link") : null;

    private static async Task WritePrivately(string file, string path, CancellationToken stop)
    {
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var writer = new StreamWriter(file, create);
        await writer.WriteAsync(path.AsMemory(), stop);
    }

    [LoggerMessage(LogLevel.Warning,
        "The console has no staff yet: open {Path} on its address once, within {Hours} hours, to make the first administrator")]
    private static partial void FirstLink(ILogger log, string path, double hours);
}
