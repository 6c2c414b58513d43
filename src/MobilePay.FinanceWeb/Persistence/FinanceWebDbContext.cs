using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace MobilePay.FinanceWeb.Persistence;

/// <summary>What the console itself keeps; the books belong to Reconciliation.</summary>
public sealed class FinanceWebDbContext(DbContextOptions<FinanceWebDbContext> options)
    : DbContext(options), IDataProtectionKeyContext
{
    /// <summary>The keys of cookies and forms, shared by all replicas.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
}
