using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MobilePay.HisSync.Persistence;

/// <summary>A nonce a hospital has used; a call with it is not accepted a second time.</summary>
public sealed class HisNonce
{
    public required string HospitalId { get; init; }

    public required string Nonce { get; init; }

    public DateTimeOffset SeenAt { get; init; }
}

internal sealed class HisNonceMapping : IEntityTypeConfiguration<HisNonce>
{
    public void Configure(EntityTypeBuilder<HisNonce> nonce)
    {
        nonce.ToTable("his_nonces");
        nonce.HasKey(n => new { n.HospitalId, n.Nonce });
        nonce.Property(n => n.Nonce).HasMaxLength(64);
        nonce.HasIndex(n => n.SeenAt);
    }
}
