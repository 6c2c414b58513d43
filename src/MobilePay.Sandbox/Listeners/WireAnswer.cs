using System.Text;

namespace MobilePay.Sandbox.Listeners;

/// <summary>What a party answers, before it is signed and written.</summary>
internal sealed record WireAnswer(int Status, string Body = "", string? ErrorNumber = null)
{
    /// <summary>Set by a fault: the answer goes out with a signature that does not verify.</summary>
    public bool SpoiltSignature { get; init; }

    /// <summary>The content of a party that answers in fields; signed and written only when no body is given.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>What the content is wrapped in, where that is not the usual for the call.</summary>
    public string? Node { get; init; }

    /// <summary>A file in place of the body; it goes out as it is, unsigned and under its own type.</summary>
    public byte[]? File { get; init; }

    public string FileType { get; init; } = "application/octet-stream";

    public byte[] Bytes => File ?? Encoding.UTF8.GetBytes(Body);

    public bool IsSuccess => Status is >= 200 and < 300;

    public async Task WriteTo(HttpContext http)
    {
        http.Response.StatusCode = Status;
        if (Status == StatusCodes.Status204NoContent)
            return;

        http.Response.ContentType = File is null ? "application/json; charset=utf-8" : FileType;
        var bytes = Bytes;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
