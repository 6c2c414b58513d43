namespace MobilePay.Primitives;

/// <summary>What sort of refusal an <see cref="Error"/> is; the HTTP edge turns each into one status code.</summary>
public enum ErrorKind
{
    /// <summary>The request is malformed.</summary>
    Invalid,

    /// <summary>The caller did not prove who she is.</summary>
    Unauthenticated,

    /// <summary>The caller is known, and may not.</summary>
    Forbidden,

    /// <summary>There is nothing under this name.</summary>
    NotFound,

    /// <summary>The request contradicts the present state.</summary>
    Conflict,

    /// <summary>It was there, and its time is over.</summary>
    Expired,

    /// <summary>The same key was used before with other content.</summary>
    KeyReused,

    /// <summary>The media type of the body is not understood.</summary>
    Unsupported,

    /// <summary>Too many tries; later is possible.</summary>
    TooMany,

    /// <summary>A system we depend on does not answer; nothing was decided.</summary>
    Unavailable,
}

/// <summary>An expected failure. <paramref name="Code"/> is public API: stable, lower-case, dotted.</summary>
/// <param name="Kind">Decides the HTTP status.</param>
/// <param name="Code">Never changes its meaning.</param>
/// <param name="Message">One sentence for an engineer; people see a translation chosen by the code.</param>
/// <param name="Facts">Extra members of the problem details, e.g. the new version of a changed bill.</param>
public sealed record Error(ErrorKind Kind, string Code, string Message, IReadOnlyDictionary<string, object?>? Facts = null)
{
    /// <summary>After how long a repeat makes sense; sent as Retry-After.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
