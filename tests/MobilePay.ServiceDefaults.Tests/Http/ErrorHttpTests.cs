using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.ServiceDefaults.Tests.Http;

public sealed class ErrorHttpTests
{
    [Theory]
    [InlineData(ErrorKind.Invalid, 400)]
    [InlineData(ErrorKind.Unauthenticated, 401)]
    [InlineData(ErrorKind.Forbidden, 403)]
    [InlineData(ErrorKind.NotFound, 404)]
    [InlineData(ErrorKind.Conflict, 409)]
    [InlineData(ErrorKind.Expired, 410)]
    [InlineData(ErrorKind.Unsupported, 415)]
    [InlineData(ErrorKind.KeyReused, 422)]
    [InlineData(ErrorKind.TooMany, 429)]
    [InlineData(ErrorKind.Unavailable, 503)]
    public void Each_kind_has_its_status(ErrorKind kind, int status) => ErrorHttp.StatusOf(kind).ShouldBe(status);

    [Fact]
    public void A_problem_carries_its_code_and_facts()
    {
        var error = new Error(
            ErrorKind.Conflict, "prescription.changed", "Changed.", new Dictionary<string, object?> { ["version"] = "2" });

        var problem = error.ToProblem().ProblemDetails;

        problem.Status.ShouldBe(409);
        problem.Extensions["code"].ShouldBe("prescription.changed");
        problem.Extensions["version"].ShouldBe("2");
    }
}
