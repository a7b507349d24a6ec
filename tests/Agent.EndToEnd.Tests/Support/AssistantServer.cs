using Agent.Api.Conversations;
using Agent.Api.SignIn;
using Agent.Core.Agents.Offline;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Insight;
using Agent.Infrastructure.Persistence;
using Agent.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.EndToEnd.Tests.Support;

/// <summary>The real program on a loopback port, with the sample workspace in a folder of its own. Only the model can be told what to say.</summary>
internal sealed class AssistantServer : WebApplicationFactory<AssistantHub>
{
    private readonly TempFolder _folder = new();

    public AssistantServer() => UseKestrel();

    /// <summary>Answers in place of the offline engine where a test has scripted the question.</summary>
    public ScriptedModel Model { get; } = new(new OfflineChatClient(TimeProvider.System));

    public string Address => ClientOptions.BaseAddress.ToString().TrimEnd('/');

    /// <summary>Starts serving. Fails when the client is not built, which no test could do without.</summary>
    public void Start()
    {
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "index.html")))
            throw new InvalidOperationException("The web client is not built. Run: dotnet build tests/Agent.EndToEnd.Tests (without -p:WebClient=false).");
        StartServer();
    }

    /// <summary>The secret of a link that signs a person in once.</summary>
    public Task<string> CreateLinkAsync(Seat seat) => AskAsync(async services =>
    {
        var name = seat.ToString();
        var user = await services.GetRequiredService<WorkspaceDbContext>().People.SingleAsync(u => u.Name.StartsWith(name));
        return (await services.GetRequiredService<SignInLinks>().CreateAsync(user.Id, CancellationToken.None)).Token;
    });

    public Task<Deal> FindDealAsync(string name) =>
        AskAsync(services => services.GetRequiredService<WorkspaceDbContext>().Deals.AsNoTracking().SingleAsync(d => d.Name == name));

    public Task<Activity> FindLatestActivityAsync(DealId deal) => AskAsync(services =>
        services.GetRequiredService<WorkspaceDbContext>().Activities.AsNoTracking().Where(a => a.DealId == deal).OrderByDescending(a => a.At).FirstAsync());

    /// <summary>Reads what there is, so that a text that comes now is new.</summary>
    public Task ReadTextsAsync() => AskAsync(services => services.GetRequiredService<InsightKeeper>().RefreshAsync(null, CancellationToken.None));

    /// <summary>A change that code read in the latest text of a deal.</summary>
    public Task<Proposal> ProposeAsync(Deal deal, ChangeKind kind, params (string Field, string? After)[] fields) => AskAsync(async services =>
    {
        var source = await services.GetRequiredService<WorkspaceDbContext>().Activities.AsNoTracking().Where(a => a.DealId == deal.Id && a.Body != "").OrderByDescending(a => a.At).FirstAsync();
        var change = new ChangeSet
        {
            Kind = kind,
            DealId = deal.Id,
            Fields = [.. fields.Select(f => new ProposedField(f.Field, null, f.After))],
            Reason = "They said so.",
            Evidence = [Evidence.From(source.Id, source.Body, 0, Math.Min(40, source.Body.Length), null, Side.Buyer, source.At)],
            Confidence = 0.9,
        };
        var origin = new ProposalOrigin { Model = ProposalOrigin.Reader, ActivityId = source.Id, ReadOutsideText = true };
        var (proposal, refusal) = await services.GetRequiredService<ProposalDeskFactory>().ForReader().ProposeAsync(change, origin, CancellationToken.None);
        return proposal ?? throw new InvalidOperationException(refusal!.Reason);
    });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseContentRoot(AppContext.BaseDirectory);
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting("data", _folder.Path);
        builder.ConfigureTestServices(services => services.AddSingleton<IChatClient>(Model));
    }

    private async Task<T> AskAsync<T>(Func<IServiceProvider, Task<T>> ask)
    {
        await using var scope = Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider);
    }
}
