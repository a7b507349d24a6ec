using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Agent.Benchmarks.Harness;

/// <summary>A server in a process of its own, and a client that may be signed in.</summary>
internal sealed class SpawnedServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    // Short against what is measured, long enough not to take the core from who is starting.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(4);

    // Shorter than any turn at a load that moves memory.
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly TaskCompletionSource<string?> _link = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SocketsHttpHandler _handler = new() { UseCookies = true, CookieContainer = new() };

    private SpawnedServer(ProcessStartInfo start, Uri address)
    {
        Address = address;
        Http = new(_handler, disposeHandler: true) { BaseAddress = address };
        Started = Stopwatch.GetTimestamp();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.BeginOutputReadLine();
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public CookieContainer Cookies => _handler.CookieContainer;

    /// <summary>When the process was started, as <see cref="Stopwatch"/> counts.</summary>
    public long Started { get; }

    /// <summary>Processor time that the process has used.</summary>
    public TimeSpan CpuTime => Fresh().TotalProcessorTime;

    /// <summary>Memory that the process holds, in bytes.</summary>
    public long WorkingSet => Fresh().WorkingSet64;

    /// <summary>Starts the assistant on a workspace folder, with further settings as on its command line.</summary>
    public static SpawnedServer StartAssistant(string folder, bool sample, params IEnumerable<string> settings)
    {
        var address = FreeAddress();
        return new(ChildProcess.Dotnet(Repository.Server, ["--urls", address.ToString(), "--data", folder, "--sample", sample ? "true" : "false", .. settings]), address);
    }

    /// <summary>Starts a server that does nothing.</summary>
    public static SpawnedServer StartEmpty(string page) => StartSelf(EmptyServer.CommandName, page);

    /// <summary>Starts a scripted model.</summary>
    /// <param name="pause">Milliseconds before each piece of its answers.</param>
    public static SpawnedServer StartModel(int pause) => StartSelf(ModelServer.CommandName, pause.ToString(CultureInfo.InvariantCulture));

    /// <summary>Asks for a page until it is served.</summary>
    /// <returns>Milliseconds since the process was started.</returns>
    public async Task<double> WaitForAsync(string path, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(StartTimeout);
        while (true)
        {
            try
            {
                using var response = await Http.GetAsync(path, timeout.Token);
                if (response.StatusCode == HttpStatusCode.OK)
                    return Stopwatch.GetElapsedTime(Started).TotalMilliseconds;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // Nobody listens yet.
                await Task.Delay(RetryAfter, TimeProvider.System, timeout.Token);
            }
        }
    }

    /// <summary>Signs in by the link that the assistant prints.</summary>
    public async Task SignInAsync(CancellationToken ct)
    {
        var token = await _link.Task.WaitAsync(StartTimeout, ct) ?? throw new InvalidOperationException("The server ended before it could be signed in to.");
        await SignInAsync(token, ct);
    }

    /// <summary>Signs in by a link's secret; the first admin of an empty workspace says who they are.</summary>
    public async Task SignInAsync(string token, CancellationToken ct)
    {
        using var response = await Http.PostAsJsonAsync("/api/sign-in/link", new { token, name = "Admin", email = "admin@example.com", password = "a long enough password" }, ct);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Gets a document.</summary>
    public async Task<JsonElement> GetAsync(string path, CancellationToken ct) => await Http.GetFromJsonAsync<JsonElement>(path, ct);

    /// <summary>Posts a document.</summary>
    public async Task<JsonElement> PostAsync(string path, object? body, CancellationToken ct)
    {
        using var response = await Http.PostAsJsonAsync(path, body, ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    /// <summary>Reads a page to its end.</summary>
    public async Task ReadAsync(string path, CancellationToken ct)
    {
        using var response = await Http.GetAsync(path, HttpCompletionOption.ResponseContentRead, ct);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The most memory that the process held while some work was done, in bytes, looked at again and again.</summary>
    public async Task<long> PeakDuringAsync(Task work, CancellationToken ct)
    {
        var peak = WorkingSet;
        while (await Task.WhenAny(work, Task.Delay(LookEvery, TimeProvider.System, ct)) != work)
            peak = Math.Max(peak, WorkingSet);
        return Math.Max(peak, WorkingSet);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static SpawnedServer StartSelf(string command, string argument)
    {
        var address = FreeAddress();
        var start = ChildProcess.Self(command, address.ToString(), argument);
        // As every project of the web SDK, the assistant too.
        start.Environment["DOTNET_gcServer"] = "1";
        return new(start, address);
    }

    private Process Fresh()
    {
        _process.Refresh();
        return _process;
    }

    private void Read(string? line)
    {
        const string Mark = "/welcome#";
        if (line is null)
            _link.TrySetResult(null);
        else if (line.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at)
            _link.TrySetResult(line[(at + Mark.Length)..].Split(' ')[0]);
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
    }
}
