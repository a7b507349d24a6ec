using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Agent.Core.Deals;
using Agent.Infrastructure;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Insight;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Services;
using Agent.SemanticKernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Agent.Cli;

/// <summary>An opened workspace for one run of a command.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Session(ServiceProvider services) => _services = services;

    /// <summary>How commands write JSON: as on the wire, readable.</summary>
    public static JsonSerializerOptions Json { get; } = new(ConversationStore.Json)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Opens the workspace and runs a command on it; a fault that a user can mend becomes a sentence and exit code 1.</summary>
    public static async Task<int> RunAsync(SharedOptions options, ParseResult parsed, Func<Session, CancellationToken, Task<int>> command, CancellationToken ct)
    {
        // SQLite's calls complete at once: without this the caller would come to listen for Ctrl-C only after the work is done.
        await Task.Yield();
        try
        {
            await using var session = await OpenAsync(parsed.GetValue(options.Data), parsed.GetValue(options.AsOf), ct);
            return await command(session, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return 1;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidOperationException or FormatException or Microsoft.Data.Sqlite.SqliteException
            or ServiceFaultException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    /// <summary>A part of the program.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Reads texts that are new or have changed, which an import leaves for whoever asks next.</summary>
    public async Task ReadNewTextsAsync(CancellationToken ct)
    {
        // What texts say is kept for everybody: a day that was chosen for one command has no part in it.
        var keeper = new InsightKeeper(Get<IDbContextFactory<WorkspaceDbContext>>(), TimeProvider.System, Get<ILogger<InsightKeeper>>());
        await keeper.RefreshAsync(new Progress(), ct);
        var contexts = Get<IDbContextFactory<WorkspaceDbContext>>();
        await new UpdateKeeper(contexts, new(contexts, TimeProvider.System, Get<ChangeSignal>()), TimeProvider.System, Get<ILogger<UpdateKeeper>>()).RefreshAsync(ct);
    }

    /// <summary>The deal store as the workspace's admin sees it: whoever can read the folder can read all of it anyway.</summary>
    public async Task<IDealReader> ReadAsAdminAsync(CancellationToken ct)
    {
        var viewer = await Get<ViewerStore>().FindAdminAsync(ct) ?? new Viewer(default, "command line", UserRole.Admin, []);
        return Get<DealReaderFactory>().For(viewer);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static async Task<Session> OpenAsync(string? folder, DateOnly? asOf, CancellationToken ct)
    {
        var services = new ServiceCollection();
        services.AddLogging(log => log
            .AddSimpleConsole()
            .SetMinimumLevel(LogLevel.Error));
        services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        if (asOf is { } day)
            services.AddSingleton<TimeProvider>(new FixedDay(day));
        services.AddAgent(Workspace.Open(folder));
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        services.AddOutsideServices(configuration);
        services.AddFrameworks(configuration);
        var session = new Session(services.BuildServiceProvider());
        await using var db = await session.Get<IDbContextFactory<WorkspaceDbContext>>().CreateDbContextAsync(ct);
        await Migrator.MigrateAsync(db, ct);
        return session;
    }

    // A few deals are read at once; only a long wait is worth a word.
    private sealed class Progress : IProgress<InsightProgress>
    {
        public void Report(InsightProgress value)
        {
            if (value.Waiting > 0)
                Console.Error.WriteLine(FormattableString.Invariant($"Reading texts: {value.Done:#,0} deals done, {value.Waiting:#,0} to go"));
        }
    }

    // The clock runs on from noon of the day, so that leases and timeouts still work.
    private sealed class FixedDay(DateOnly day) : TimeProvider
    {
        private readonly long _started = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() =>
            new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero) + System.GetElapsedTime(_started);
    }
}
