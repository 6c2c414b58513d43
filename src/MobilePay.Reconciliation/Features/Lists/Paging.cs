using System.Buffers.Text;
using System.Text.Json;
using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Features.Lists;

/// <summary>
/// Which part of a list is asked for, or as what file (<c>csv</c>, <c>xlsx</c>) the whole of it. A cursor is the place of the
/// last row that was shown, by what the list is sorted by: rows that come or go meanwhile neither repeat nor hide another.
/// </summary>
public sealed record Paging(string? Cursor, int? Take, string? Format, string? Lang)
{
    private const int RowsMax = 500;

    private static readonly JsonSerializerOptions Places = new() { IncludeFields = true };

    public int Rows => Math.Clamp(Take ?? 50, 1, RowsMax);

    /// <summary>The place to go on behind; null at the beginning.</summary>
    /// <returns>Why the cursor is none of this list's, or null.</returns>
    internal Error? ReadPlace<TPlace>(out TPlace? place)
        where TPlace : struct
    {
        place = null;
        if (string.IsNullOrEmpty(Cursor))
            return null;
        try
        {
            place = JsonSerializer.Deserialize<TPlace>(Base64Url.DecodeFromChars(Cursor), Places);
            return null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return new(ErrorKind.Invalid, "list.cursor", "The cursor is not one of this list. Begin at the list's first page.");
        }
    }

    internal static string CursorOf<TPlace>(TPlace place)
        where TPlace : struct => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(place, Places));
}
