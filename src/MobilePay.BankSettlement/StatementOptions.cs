using System.ComponentModel.DataAnnotations;

namespace MobilePay.BankSettlement;

/// <summary>How files of statements are fetched, and from which banks by SFTP.</summary>
public sealed class StatementOptions
{
    /// <summary>How long the fetch of one file may take, from the first byte to the last.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00")]
    public TimeSpan FetchWithin { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>What is longer, packed or unpacked, is no statement. /tmp must hold it twice.</summary>
    [Range(1024, 4L << 30)]
    public long BytesMax { get; init; } = 512L << 20;

    /// <summary>How long a file in a bank's folder must not have grown before it is taken.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan UnchangedFor { get; init; } = TimeSpan.FromSeconds(3);

    public IReadOnlyList<SftpStatementOptions> Sftp { get; init; } = [];
}

/// <summary>A bank that drops its files into a folder of its own: a merchant's, or those of the hospital's account.</summary>
public sealed class SftpStatementOptions
{
    public string HospitalId { get; init; } = "";

    /// <summary>bank, whose merchant is then fetched here and not by call; or account.</summary>
    public string Channel { get; init; } = "";

    /// <summary>The merchant number, or the number of the account.</summary>
    public string MerchantId { get; init; } = "";
    public string Host { get; init; } = "";
    public int Port { get; init; } = 22;
    public string User { get; init; } = "";

    /// <summary>One of the two.</summary>
    public string? Password { get; init; }
    public string? PrivateKeyPem { get; init; }

    /// <summary>As ssh-keygen -l shows it: SHA256: and 43 characters. Another key is never spoken to.</summary>
    public string HostKey { get; init; } = "";

    /// <summary>May hold {yyyyMMdd}, {yyMMdd} and {MMdd} of the statement's day.</summary>
    public string Folder { get; init; } = "/";

    /// <summary>As the folder, and besides * and ?; exactly one file may fit.</summary>
    public string File { get; init; } = "";
}
