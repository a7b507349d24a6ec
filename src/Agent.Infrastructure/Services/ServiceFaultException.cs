using System.Net;

namespace Agent.Infrastructure.Services;

/// <summary>
/// A service outside this program (an index server, a model) refused, failed or did not answer. The message is for people:
/// it names the service, what was asked of it, and how to mend it, and never holds a key.
/// </summary>
/// <param name="message">The sentence for people.</param>
/// <param name="inner">What lies below it, for the log.</param>
public sealed class ServiceFaultException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The HTTP status that it answered; null when there was no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>True when the same call can go well later: no connection, too many calls, trouble on the server.</summary>
    public bool IsTransient { get; init; }

    /// <summary>True when something answered that does not speak the API that was expected there.</summary>
    public bool IsOtherApi { get; init; }

    /// <summary>How long the service asked to wait before the next call; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
