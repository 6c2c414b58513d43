namespace MobilePay.LocalHost.Demo;

/// <summary>A step of the demo did not hold; the message says which and what was seen instead.</summary>
internal sealed class DemoFailedException(string message) : Exception(message);
