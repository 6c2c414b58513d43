using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using MobilePay.ServiceDefaults.Database;

namespace MobilePay.FinanceWeb.Persistence;

/// <summary>Lets migrations be written where no database or key is at hand.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<FinanceWebDbContext>
{
    public FinanceWebDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<FinanceWebDbContext>().UseNpgsql().UseSnakeCaseNamingConvention().Options,
        new PersonalText(Convert.ToBase64String(new byte[32])));
}
