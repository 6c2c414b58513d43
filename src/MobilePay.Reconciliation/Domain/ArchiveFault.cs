namespace MobilePay.Reconciliation.Domain;

/// <summary>Why a packed statement is not opened.</summary>
public enum ArchiveFault
{
    Damaged,
    Encrypted,
    HasFolders,
    TooManyEntries,
    Nested,

    /// <summary>The zip bomb: a little file that fills the disk of whoever unpacks it.</summary>
    Inflates,
    NotThere,
    Several,
}
