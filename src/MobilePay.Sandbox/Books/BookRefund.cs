namespace MobilePay.Sandbox.Books;

/// <summary>A refund as every book lists it.</summary>
internal sealed record BookRefund(string RefundNo, long AmountFen, string Status, string At);
