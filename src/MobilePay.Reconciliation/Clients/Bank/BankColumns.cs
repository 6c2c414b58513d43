using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Clients.Bank;

/// <summary>Where the columns of a map stand in one file.</summary>
internal sealed class BankColumns
{
    private readonly HeadColumns? head;
    private int countMin;

    public BankColumns(BankColumnMap map, HeadColumns? head, int cells)
    {
        this.head = head;
        Count = cells;
        Date = Find(map.Date);
        Serial = Find(map.Serial);
        Credit = FindIfNamed(map.Credit);
        Debit = FindIfNamed(map.Debit);
        Amount = FindIfNamed(map.Amount);
        Direction = FindIfNamed(map.Direction);
        Balance = FindIfNamed(map.Balance);
        Counterparty = FindIfNamed(map.Counterparty);
        Remark = FindIfNamed(map.Remark);
        Reference = FindIfNamed(map.Reference);
    }

    public int Count { get; }
    public int Date { get; }
    public int Serial { get; }
    public int? Credit { get; }
    public int? Debit { get; }
    public int? Amount { get; }
    public int? Direction { get; }
    public int? Balance { get; }
    public int? Counterparty { get; }
    public int? Remark { get; }
    public int? Reference { get; }

    public Error? Refused => head?.Refused;

    /// <summary>A file with fewer columns than the map names places for.</summary>
    public bool IsTooNarrow => countMin > Count;

    private int? FindIfNamed(string? column) => column is null ? null : Find(column);

    private int Find(string column)
    {
        if (BankColumnMap.Position(column) is not { } place)
            return head!.Required(column.Replace('（', '(').Replace('）', ')'));
        countMin = Math.Max(countMin, place + 1);
        return place;
    }
}
