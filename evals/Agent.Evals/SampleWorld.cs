using System.Text.Json;
using Agent.Core.Agents;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Sample;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Evals;

/// <summary>The sample workspace at the day that its labels were made for, with the keys by which cases name things.</summary>
internal sealed class SampleWorld : IAsyncDisposable
{
    /// <summary>The day that the labels were made for.</summary>
    public static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<string, Viewer> _viewers = [];
    private readonly TempWorkspace _workspace;

    private SampleWorld(TempWorkspace workspace) => _workspace = workspace;

    public TempWorkspace Workspace => _workspace;

    public ISalesAgent Agent => _workspace.Services.GetRequiredService<ISalesAgent>();

    /// <summary>Deals by key.</summary>
    public Dictionary<string, Deal> Deals { get; private set; } = [];

    /// <summary>Names of accounts, contacts and users by key.</summary>
    public Dictionary<string, string> NamesByKey { get; private set; } = [];

    /// <summary>The names of all deals.</summary>
    public HashSet<string> Names { get; private set; } = [];

    public static async Task<SampleWorld> CreateAsync(CancellationToken ct, Action<IServiceCollection>? configure = null)
    {
        var world = new SampleWorld(await TempWorkspace.CreateAsync(Today, ct, configure));
        await using var db = await world._workspace.OpenAsync(ct);
        await SampleWorkspace.LoadAsync(db, Today, ct);
        await using var sample = typeof(SampleWorkspace).Assembly.GetManifestResourceStream("sample/crm.json")!;
        var crm = (await JsonSerializer.DeserializeAsync<Crm>(sample, Json, ct))!;
        var stored = await db.Deals.AsNoTracking().ToDictionaryAsync(d => d.Name, ct);
        var people = await db.People.AsNoTracking().ToDictionaryAsync(u => u.Name, ct);
        foreach (var user in crm.Users)
            world._viewers[user.Key] = (await world._workspace.Services.GetRequiredService<ViewerStore>().FindAsync(people[user.Name].Id, ct))!;
        world.Deals = crm.Deals.ToDictionary(d => d.Key, d => stored[d.Name]);
        world.NamesByKey = crm.Users.Concat(crm.Accounts).Concat(crm.Contacts).GroupBy(n => n.Key).ToDictionary(g => g.Key, g => g.First().Name);
        world.Names = [.. stored.Keys];
        return world;
    }

    public Viewer ViewerOf(string user) => _viewers[user];

    public IDealReader ReaderOf(string user) => _workspace.Services.GetRequiredService<DealReaderFactory>().For(_viewers[user]);

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    private sealed record Crm(IReadOnlyList<Named> Users, IReadOnlyList<Named> Deals, IReadOnlyList<Named> Accounts, IReadOnlyList<Named> Contacts);

    private sealed record Named(string Key, string Name);
}
