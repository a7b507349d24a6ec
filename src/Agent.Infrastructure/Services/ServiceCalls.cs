using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Agent.Infrastructure.Services;

/// <summary>How calls to services outside are timed and repeated: the same for every service.</summary>
internal static class ServiceCalls
{
    /// <summary>Tries of one call: the first and three more.</summary>
    public const int Tries = 4;

    /// <summary>The longest wait between two tries. A service that asks for more is better told to the person who waits.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);

    // A server that fell over is often back within the second; one that hangs for the whole timeout seldom is.
    private const int TriesAfterTimeout = 2;

    /// <summary>Each try has the timeout; transient faults are tried again, waiting as long as the service asked or twice as long each time.</summary>
    /// <param name="clock">Measures the timeouts and the waits.</param>
    /// <param name="timeout">The longest duration of one try.</param>
    public static ResiliencePipeline Repeating(TimeProvider clock, TimeSpan timeout) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Tries - 1,
                Delay = FirstWait,
                MaxDelay = LongestWait,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception switch
                {
                    ServiceFaultException fault => fault.IsTransient && !(fault.RetryAfter > LongestWait),
                    TimeoutRejectedException => args.AttemptNumber < TriesAfterTimeout - 1,
                    _ => false,
                }),
                DelayGenerator = args => ValueTask.FromResult((args.Outcome.Exception as ServiceFaultException)?.RetryAfter),
            })
            .AddTimeout(timeout)
            .Build();

    /// <summary>One try with the timeout, for a call that must not be made twice.</summary>
    /// <param name="clock">Measures the timeout.</param>
    /// <param name="timeout">The longest duration of the call.</param>
    public static ResiliencePipeline Once(TimeProvider clock, TimeSpan timeout) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }.AddTimeout(timeout).Build();

    /// <summary>True for answers that can be different next time.</summary>
    public static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || ((int)status >= 500 && status is not HttpStatusCode.NotImplemented);

    /// <summary>The wait that an answer's <c>Retry-After</c> asks for, in seconds or as a date; null without one.</summary>
    public static TimeSpan? Wait(RetryConditionHeaderValue? retryAfter, TimeProvider clock) => retryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        { Date: not null } => TimeSpan.Zero,
        _ => null,
    };

    /// <summary>A server's own words, made fit for a message: one line, bounded, without the key.</summary>
    public static string Excerpt(string words, string? secret)
    {
        const int longest = 300;
        var line = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (!string.IsNullOrEmpty(secret))
            line = line.Replace(secret, "***", StringComparison.Ordinal);
        return line.Length <= longest ? line : line[..longest] + "…";
    }

    /// <summary>Why there was no connection, in words.</summary>
    public static string Reason(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name is not known",
        HttpRequestError.SecureConnectionError => "its TLS certificate was not accepted",
        HttpRequestError.ConnectionError => "nothing answers there",
        HttpRequestError.ResponseEnded => "it closed the connection",
        HttpRequestError.ConfigurationLimitExceeded => "its answer is larger than expected",
        _ => "the connection broke",
    };
}
