using System.Text;

namespace MobilePay.Reconciliation.Domain;

public enum MailKind
{
    /// <summary>What is open after a day was reconciled; one a day and hospital.</summary>
    Digest,

    /// <summary>Files of the day before that did not come.</summary>
    Missing,

    /// <summary>A file that could not be believed.</summary>
    Refused,
}

/// <summary>A mail to finance from when it is written until a mail server has taken it. It names no patient.</summary>
public sealed class Mail
{
    private const int SubjectMax = 200;
    private static readonly int[] MinutesBetween = [1, 5, 15, 30, 60];

    private Mail()
    {
    }

    public Guid Id { get; private init; }
    public string HospitalId { get; private init; } = "";
    public MailKind Kind { get; private init; }

    /// <summary>What it is about: no two mails of a hospital and kind are about the same.</summary>
    public string Key { get; private init; } = "";

    public string Subject { get; private init; } = "";
    public string Body { get; private init; } = "";
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? SentAt { get; private set; }
    public int Tries { get; private set; }

    /// <summary>Null once it is sent.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    /// <summary>The code of what went wrong the last time.</summary>
    public string? Problem { get; private set; }

    public static Mail Written(
        string hospitalId, MailKind kind, string key, string subject, string body, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            HospitalId = hospitalId,
            Kind = kind,
            Key = key,
            Subject = OneLine(subject),
            Body = body,
            CreatedAt = now,
            NextTryAt = now,
        };

    public void Sent(DateTimeOffset now)
    {
        (SentAt, NextTryAt, Problem) = (now, null, null);
        Tries++;
    }

    /// <summary>It stays queued however often that happens: a password is corrected one day.</summary>
    public void Failed(string code, DateTimeOffset now)
    {
        NextTryAt = now.AddMinutes(MinutesBetween[Math.Min(Tries, MinutesBetween.Length - 1)]);
        Problem = code;
        Tries++;
    }

    // A line break in a subject begins a new header, and names of files are chosen outside.
    private static string OneLine(string subject)
    {
        var line = new StringBuilder(subject.Length);
        foreach (var letter in subject.EnumerateRunes())
            line.Append(Rune.IsControl(letter) || letter.Value is 0x2028 or 0x2029 ? " " : letter.ToString());
        return line.Length > SubjectMax ? line.ToString(0, SubjectMax) : line.ToString();
    }
}
