namespace MobilePay.Reconciliation.Domain;

/// <summary>A member of the hospital's staff who acts on the books, as the console names her.</summary>
public sealed record StaffMember(Guid Id, string Name);
