namespace MobilePay.Primitives;

/// <summary>A value, or the expected failure that took its place.</summary>
public readonly record struct Result<T>(T? Value, Error? Error)
{
    public static implicit operator Result<T>(T value) => new(value, null);
    public static implicit operator Result<T>(Error error) => new(default, error);

    public Result<T> ToResult() => this;
}
