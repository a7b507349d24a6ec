using Agent.Infrastructure.Services;
using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Agent.Infrastructure.Models.Chat;

/// <summary>One model in the order of fall-back, with its tries and its circuit breaker.</summary>
internal sealed class ChatModel : IDisposable
{
    /// <summary>Tries before the next model is asked: the first and two more.</summary>
    public const int Tries = 3;

    /// <summary>The longest wait between two tries: somebody sits before an empty answer, and the next model may be free.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>How long a model that failed again and again is left alone.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);

    private readonly ChatModelOptions _options;
    private readonly IChatClient _client;
    private readonly TimeProvider _clock;
    private readonly ChatFaults _faults;
    private readonly ResiliencePipeline _breaker;
    private readonly ResiliencePipeline _tries;
    private readonly CircuitBreakerStateProvider _state = new();

    /// <summary>A model of the options, which must be valid.</summary>
    /// <param name="options">The model.</param>
    /// <param name="client">Asks it once.</param>
    /// <param name="clock">Measures timeouts, waits and rests.</param>
    public ChatModel(ChatModelOptions options, IChatClient client, TimeProvider clock)
    {
        (_options, _client, _clock, _faults) = (options, client, clock, new(options));
        _breaker = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                // Two turns of three tries each.
                MinimumThroughput = 2 * Tries,
                FailureRatio = 0.9,
                SamplingDuration = TimeSpan.FromMinutes(2),
                BreakDuration = Rest,
                StateProvider = _state,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is ServiceFaultException { IsTransient: true }),
            })
            .Build();
        _tries = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Tries - 1,
                Delay = FirstWait,
                MaxDelay = LongestWait,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                // Who kept silent for the whole timeout has cost enough time.
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is ServiceFaultException { IsTransient: true, InnerException: not TimeoutException } fault && !(fault.RetryAfter > LongestWait)),
                DelayGenerator = args => ValueTask.FromResult((args.Outcome.Exception as ServiceFaultException)?.RetryAfter),
            })
            .AddPipeline(_breaker)
            .Build();
    }

    /// <summary>The model's name at its server.</summary>
    public string Name => _options.Model!;

    /// <summary>The settings of the model.</summary>
    public ChatModelOptions Options => _options;

    /// <summary>What went wrong last, or null.</summary>
    public ChatModelFault? LastFault { get; private set; }

    /// <summary>True while it is left alone because it failed again and again.</summary>
    public bool IsResting => _state.CircuitState is CircuitState.Open or CircuitState.Isolated;

    /// <summary>
    /// Asks until there is something to show. Nothing of a try that fails before that reaches anybody, so it can be repeated without a trace.
    /// </summary>
    /// <exception cref="ServiceFaultException">No try went well, or the model is resting.</exception>
    public async Task<ChatModelStream> OpenAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken ct)
    {
        try
        {
            return await _tries.ExecuteAsync(
                async _ =>
                {
                    var stream = new ChatModelStream(this, _client, messages, options, ct);
                    try
                    {
                        await stream.ReadToFirstAsync();
                        return stream;
                    }
                    catch (Exception fault)
                    {
                        await stream.DisposeAsync();
                        Note(fault as ServiceFaultException);
                        throw;
                    }
                },
                ct);
        }
        catch (BrokenCircuitException resting)
        {
            throw new ServiceFaultException($"{_faults.Named} failed several times in a row and is left alone for {Rest.TotalSeconds:0} seconds.", resting) { IsTransient = true };
        }
    }

    /// <summary>Tells the circuit breaker of an answer that broke off after it was opened.</summary>
    public async ValueTask CountAsync(ServiceFaultException fault)
    {
        Note(fault);
        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        await _breaker.ExecuteOutcomeAsync(static (_, broken) => ValueTask.FromResult(Outcome.FromException<bool>(broken)), context, fault);
        ResilienceContextPool.Shared.Return(context);
    }

    /// <summary>How long the model may take for the next piece.</summary>
    /// <param name="begun">Whether there was one before.</param>
    public TimeSpan Patience(bool begun) => TimeSpan.FromSeconds(begun ? _options.SilenceSeconds : _options.FirstTokenSeconds);

    /// <summary>A source that is cancelled when the patience ends.</summary>
    public CancellationTokenSource Watch() => new(Patience(begun: false), _clock);

    /// <summary>The patience ended.</summary>
    public ServiceFaultException Late(bool begun) => begun ? _faults.Silent() : _faults.NotBegun(new TimeoutException());

    private void Note(ServiceFaultException? fault) => LastFault = fault is null ? LastFault : new(_clock.GetUtcNow(), fault.Message);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
