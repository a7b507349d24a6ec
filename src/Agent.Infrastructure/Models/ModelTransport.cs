using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;

namespace Agent.Infrastructure.Models;

/// <summary>How the OpenAI SDK reaches a server: the same for every kind of model.</summary>
internal static class ModelTransport
{
    // Servers that ask for no key get this one, since the SDK sends one always.
    private const string NoKey = "none";

    public static ApiKeyCredential Key(string? key) => new(string.IsNullOrEmpty(key) ? NoKey : key);

    /// <param name="handler">Takes the network's place.</param>
    public static HttpClient Http(HttpMessageHandler? handler = null) => new(handler ?? Handler()) { Timeout = Timeout.InfiniteTimeSpan };

    // A redirect would carry the key to another host.
    public static HttpMessageHandler Handler() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    public static OpenAIClientOptions Options(Uri address, HttpClient http) => new()
    {
        Endpoint = address,
        Transport = new HttpClientPipelineTransport(http),
        // Times and tries are the same for every service, and measured by the clock that tests move.
        NetworkTimeout = Timeout.InfiniteTimeSpan,
        RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
    };
}
