using System.Globalization;
using System.Net;
using Agent.Infrastructure.Services;
using Microsoft.Extensions.Logging;
using OllamaSharp;

namespace Agent.SemanticKernel.Models;

/// <summary>
/// Has Ollama pull a model that it says it lacks. That takes minutes: it goes on in the background, how far it is stands in the log and in the
/// fault of whoever asks meanwhile, so that the next model or the offline engine answers. One that broke off goes on where it was.
/// </summary>
/// <param name="ollama">The server, without this handler.</param>
/// <param name="named">The model and its address, as faults name it.</param>
/// <param name="log">Told of the progress.</param>
/// <param name="inner">Reaches the server.</param>
internal sealed class OllamaPull(OllamaApiClient ollama, string named, ILogger log, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int LogEveryPercent = 10;

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private Task? _pull;
    private double _percent;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        // Another server at the address knows nothing of models.
        if (answer.StatusCode != HttpStatusCode.NotFound || !(await answer.Content.ReadAsStringAsync(cancellationToken)).Contains("model", StringComparison.Ordinal))
            return answer;
        answer.Dispose();
        lock (_lock)
        {
            if (_pull is null or { IsCompleted: true })
                _pull = PullAsync(_end.Token);
        }

        throw new ServiceFaultException(string.Create(CultureInfo.InvariantCulture, $"{named} is being pulled, {_percent:0} % so far. Ask again when it is done."));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _end.Cancel();
            _end.Dispose();
            ollama.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task PullAsync(CancellationToken end)
    {
        try
        {
            var told = 0;
            await foreach (var step in ollama.PullModelAsync(ollama.SelectedModel, end))
            {
                // Steps without a size, such as reading the manifest, say nothing of how far it is.
                if (step is not { Total: > 0 })
                    continue;
                _percent = step.Percent;
                if (_percent >= told && _percent < told + LogEveryPercent)
                    continue;
                told = (int)_percent;
                log.LogInformation("{Model} is being pulled: {Status}, {Percent} % of {Megabytes} MB", named, step.Status, told, step.Total / 1_000_000);
            }

            log.LogInformation("{Model} is there.", named);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            log.LogInformation("{Model} was not pulled to its end.", named);
        }
        catch (Exception fault)
        {
            log.LogWarning(fault, "{Model} could not be pulled.", named);
        }
    }
}
