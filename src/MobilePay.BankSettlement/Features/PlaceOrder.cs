using System.Net;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.BankSettlement.Clients;
using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.BankSettlement.Features;

/// <summary>Places an order at a channel under the caller's number; repeatable with the same content.</summary>
public static class PlaceOrder
{
    public sealed record Request(
        Guid PaymentId,
        string HospitalId,
        string OutTradeNo,
        string Method,
        long AmountFen,
        string Description,
        DateTimeOffset ExpiresAt,
        PayerRequest? Payer,
        string? TraceParent);

    public sealed record PayerRequest(string? Openid, string? Address, string? Device);

    public sealed record Response(ChannelOutcome Outcome, IReadOnlyDictionary<string, string>? Action, string? Reason);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.PaymentId).NotEmpty();
            RuleFor(r => r.HospitalId).NotEmpty().MaximumLength(32);
            RuleFor(r => r.OutTradeNo).Matches(@"^[0-9A-Za-z_\-|*]{6,32}\z");
            RuleFor(r => r.Method).NotEmpty().MaximumLength(32);
            RuleFor(r => r.AmountFen).InclusiveBetween(1, 100_000_000_00);
            RuleFor(r => r.Description).NotEmpty().MaximumLength(127);
            RuleFor(r => r.Payer!.Openid).Length(1, 128).When(r => r.Payer?.Openid is not null);
            RuleFor(r => r.Payer!.Address).Must(a => IPAddress.TryParse(a, out _)).When(r => r.Payer?.Address is not null);
            RuleFor(r => r.Payer!.Device).Must(d => d is "iOS" or "Android" or "Wap").When(r => r.Payer?.Device is not null);
        }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/orders", Handle);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request request, Channels channels, OrderPlacing placing, TimeProvider clock, CancellationToken stop)
    {
        if (channels.For(request.Method) is not { } channel)
            return OrderErrors.MethodUnknown(request.Method).ToProblem();

        if (channel.MerchantOf(request.HospitalId) is not { } merchantId)
            return OrderErrors.HospitalUnknown(request.HospitalId).ToProblem();

        var order = Intend(request, channel.Name, merchantId, clock.GetUtcNow());
        if (channel.Lacks(request.Method, new(order.Openid, order.PayerAddress, order.PayerDevice)) is { } member)
            return OrderErrors.PayerLacks(request.Method, member).ToProblem();

        var answer = await placing.Place(order, channel, stop);
        return answer is { Error: { } error }
            ? error.ToProblem()
            : TypedResults.Ok(new Response(answer.Value!.Outcome, answer.Value.Action, answer.Value.Reason));
    }

    private static ChannelOrder Intend(Request request, string channel, string merchantId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        HospitalId = request.HospitalId,
        PaymentId = request.PaymentId,
        Channel = channel,
        MerchantId = merchantId,
        OutTradeNo = request.OutTradeNo,
        Method = request.Method,
        Amount = Money.FromFen(request.AmountFen),
        Description = request.Description,

        // Channels know whole seconds only, and a repeat must be the same to the letter.
        ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(request.ExpiresAt.ToUnixTimeSeconds()),
        Openid = request.Payer?.Openid,
        PayerAddress = request.Payer?.Address,
        PayerDevice = request.Payer?.Device,
        TraceParent = request.TraceParent ?? Journey.Here,
        CreatedAt = now,
    };
}
