using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using MobilePay.ServiceDefaults.Database;

namespace MobilePay.BankSettlement.Persistence;

/// <summary>Lets migrations be written where no database, broker or key is at hand.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<BankSettlementDbContext>
{
    public BankSettlementDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<BankSettlementDbContext>().UseNpgsql().UseSnakeCaseNamingConvention().Options,
        new PersonalText(Convert.ToBase64String(new byte[32])));
}
