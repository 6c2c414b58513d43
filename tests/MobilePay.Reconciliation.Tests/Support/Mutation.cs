namespace MobilePay.Reconciliation.Tests.Support;

/// <summary>What can happen to a file on its way.</summary>
public enum MutationKind
{
    FlipBit,
    SetByte,
    DeleteByte,
    InsertByte,
    DoubleByte,
    Truncate,
    DeleteLine,
    DoubleLine,
}

internal static class Mutation
{
    public static byte[] Of(byte[] file, MutationKind kind, uint place, byte value)
    {
        var at = (int)(place % (uint)file.Length);
        return kind switch
        {
            MutationKind.FlipBit => [.. file[..at], (byte)(file[at] ^ 1 << value % 8), .. file[(at + 1)..]],
            MutationKind.SetByte => [.. file[..at], value, .. file[(at + 1)..]],
            MutationKind.DeleteByte => [.. file[..at], .. file[(at + 1)..]],
            MutationKind.InsertByte => [.. file[..at], value, .. file[at..]],
            MutationKind.DoubleByte => [.. file[..at], file[at], .. file[at..]],
            MutationKind.Truncate => file[..at],
            MutationKind.DeleteLine => WithLine(file, at, times: 0),
            MutationKind.DoubleLine => WithLine(file, at, times: 2),
        };
    }

    /// <summary>The file with one of its lines left out, or there twice.</summary>
    public static byte[] WithLine(byte[] file, int at, int times)
    {
        var start = at == 0 ? 0 : file.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        var length = file.AsSpan(at).IndexOf((byte)'\n') is var end and >= 0 ? at + end + 1 - start : file.Length - start;
        var line = file.AsSpan(start, length).ToArray();
        return [.. file[..start], .. Enumerable.Repeat(line, times).SelectMany(bytes => bytes), .. file[(start + length)..]];
    }

    /// <summary>Where the line of an index begins, from 0.</summary>
    public static int LineStart(byte[] file, int index)
    {
        var at = 0;
        for (var line = 0; line < index; line++)
            at += file.AsSpan(at).IndexOf((byte)'\n') + 1;
        return at;
    }
}
