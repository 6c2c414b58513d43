using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.Primitives;

namespace MobilePay.ServiceDefaults.Http;

/// <summary>The only place that knows which HTTP status an <see cref="Error"/> has (RFC 9457 problem details).</summary>
public static class ErrorHttp
{
    public static ProblemHttpResult ToProblem(this Error error)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = error.Code };
        foreach (var (name, value) in error.Facts ?? new Dictionary<string, object?>())
            extensions[name] = value;

        return TypedResults.Problem(error.Message, statusCode: StatusOf(error.Kind), extensions: extensions);
    }

    /// <summary>As <see cref="ToProblem(Error)"/>, and sets Retry-After where the error names a time.</summary>
    public static ProblemHttpResult ToProblem(this Error error, HttpContext http)
    {
        if (error.RetryAfter is { } after)
            http.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return error.ToProblem();
    }

    public static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Expired => StatusCodes.Status410Gone,
        ErrorKind.Unsupported => StatusCodes.Status415UnsupportedMediaType,
        ErrorKind.KeyReused => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
    };
}
