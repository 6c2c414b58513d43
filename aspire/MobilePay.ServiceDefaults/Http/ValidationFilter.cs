using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MobilePay.Primitives;

namespace MobilePay.ServiceDefaults.Http;

/// <summary>Runs the validator of each argument that has one; what is wrong becomes one 400 with the field names.</summary>
public sealed class ValidationFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is null)
                continue;
            var type = typeof(IValidator<>).MakeGenericType(argument.GetType());
            if (context.HttpContext.RequestServices.GetService(type) is not IValidator validator)
                continue;

            var found = await validator.ValidateAsync(
                new ValidationContext<object>(argument), context.HttpContext.RequestAborted);
            if (!found.IsValid)
                return Explain(found).ToProblem();
        }

        return await next(context);
    }

    // A validator may give its rule a code of its own (WithErrorCode with a dotted name); the first such code wins.
    private static Error Explain(FluentValidation.Results.ValidationResult found)
    {
        var code = found.Errors.Select(e => e.ErrorCode).FirstOrDefault(c => c.Contains('.')) ?? "request.invalid";
        var fields = found.Errors
            .GroupBy(e => e.PropertyName)
            .ToDictionary(g => g.Key, g => g.Select(e => e.ErrorMessage).ToArray());
        return new(
            ErrorKind.Invalid, code, "The request is not valid: " + string.Join(" ", found.Errors.Select(e => e.ErrorMessage)),
            new Dictionary<string, object?> { ["errors"] = fields });
    }
}

public static class ValidationRoutes
{
    /// <summary>A group whose endpoints validate their arguments first.</summary>
    public static RouteGroupBuilder MapValidated(this IEndpointRouteBuilder routes, string prefix = "") =>
        routes.MapGroup(prefix).AddEndpointFilter<ValidationFilter>();
}
