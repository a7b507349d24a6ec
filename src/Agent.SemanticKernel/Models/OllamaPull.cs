using System.Globalization;
using Agent.Infrastructure.Services;
using Microsoft.Extensions.Logging;
using OllamaSharp;

namespace Agent.SemanticKernel.Models;

/// <summary>
/// Has Ollama pull a model that it lacks. That takes minutes: it goes on in the background, how far it is stands in the log and in the fault of
/// whoever asks meanwhile, so that the next model or the offline engine answers.
/// </summary>
/// <param name="ollama">The server, with the model selected.</param>
/// <param name="named">The model and its address, as faults name it.</param>
/// <param name="log">Told of the progress.</param>
internal sealed class OllamaPull(OllamaApiClient ollama, string named, ILogger log) : IDisposable
{
    private const int LogEveryPercent = 10;

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private Task? _pull;
    private double _percent;
    private bool _isThere;

    /// <summary>Returns when the model is there.</summary>
    /// <exception cref="ServiceFaultException">It is being pulled.</exception>
    public async Task RequireAsync(CancellationToken ct)
    {
        if (_isThere)
            return;
        var model = ollama.SelectedModel;
        var local = await ollama.ListLocalModelsAsync(ct);
        _isThere = local.Any(m => m.Name == model || m.Name == model + ":latest");
        if (_isThere)
            return;
        lock (_lock)
        {
            // A pull that failed is begun again; Ollama goes on where it was.
            if (_pull is null or { IsCompleted: true })
                _pull = PullAsync(model);
        }

        throw new ServiceFaultException(string.Create(CultureInfo.InvariantCulture, $"{named} is being pulled, {_percent:0} % so far. Ask again when it is done."));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task PullAsync(string model)
    {
        try
        {
            var told = -LogEveryPercent;
            await foreach (var step in ollama.PullModelAsync(model, _end.Token))
            {
                // Steps without a size, such as reading the manifest, say nothing of how far it is.
                if (step is not { Total: > 0 })
                    continue;
                _percent = step.Percent;
                if ((int)_percent < told + LogEveryPercent && _percent >= told)
                    continue;
                told = (int)_percent;
                log.LogInformation("{Model} is being pulled: {Status}, {Percent} % of {Megabytes} MB", named, step.Status, told, step.Total / 1_000_000);
            }

            log.LogInformation("{Model} is there.", named);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            log.LogInformation("{Model} was not pulled to its end.", named);
        }
        catch (Exception fault)
        {
            log.LogWarning(fault, "{Model} could not be pulled.", named);
        }
    }
}
