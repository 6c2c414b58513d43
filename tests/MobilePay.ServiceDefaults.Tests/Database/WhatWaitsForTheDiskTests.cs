using Microsoft.EntityFrameworkCore;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Tests.Support;

namespace MobilePay.ServiceDefaults.Tests.Database;

/// <summary>A commit that does not wait must stay the exception: contexts and connections are used again and again.</summary>
public sealed class WhatWaitsForTheDiskTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task Every_save_waits_except_the_one_that_is_told_not_to()
    {
        await using var service = await TrialService.Start(await servers.Database(), servers.RabbitMq.AmqpUri, "disk");
        var seen = new List<string>();
        for (var i = 0; i < 3; i++)
            await service.WithDb(async db =>
            {
                seen.Add(await Waits(db));
                db.Effects.Add(new() { Id = Guid.NewGuid(), Text = "unhurried" });
                await db.SaveWithoutWaiting(CancellationToken.None);
                seen.Add(await Waits(db));
                await using var transaction = await db.Database.BeginTransactionAsync();
                seen.Add(await Waits(db));
                return 0;
            });

        seen.ShouldAllBe(setting => setting == "on");
        (await service.Effects()).ShouldBe(3);
    }

    private static Task<string> Waits(TrialDbContext db) =>
        db.Database.SqlQuery<string>($"select current_setting('synchronous_commit') as \"Value\"").SingleAsync();
}
