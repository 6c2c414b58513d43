namespace MobilePay.LocalHost;

internal sealed class Silence : IProgress<string>
{
    public static readonly Silence Instance = new();

    public void Report(string value)
    {
        // Nobody asked to be told.
    }
}
