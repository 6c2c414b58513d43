namespace MobilePay.LocalHost;

/// <summary>Why the platform cannot run here; the message is one sentence a person can act on.</summary>
public sealed class CannotStartException(string sentence, Exception? cause = null) : Exception(sentence, cause);
