using Agent.Core.Agents.Tools;
using Agent.Core.Deals;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Evals;

/// <summary>A query with what answers it.</summary>
/// <param name="Id">Names the case.</param>
/// <param name="Part">"dev", "test", or another group that figures are printed for.</param>
/// <param name="Kind">Which sort of query it is, or null.</param>
/// <param name="Request">The search as somebody would ask it.</param>
/// <param name="Group">Where alone a search without the product looks, or null for everywhere.</param>
/// <param name="Relevant">What answers it; nothing does when empty.</param>
internal sealed record RetrievalCase(string Id, string Part, string? Kind, SearchRequest Request, Guid? Group, IReadOnlyList<Relevant> Relevant);

/// <summary>A turn, paragraph or document, as a search without the product's cutting would index it.</summary>
internal sealed record RetrievalUnit(Span Span, Guid? Group, string Text);

/// <summary>Cases over a workspace.</summary>
/// <param name="Name">First part of the names of its figures, or "" for none.</param>
/// <param name="Workspace">The workspace with the texts.</param>
/// <param name="Viewer">Who searches.</param>
/// <param name="Cases">The queries.</param>
/// <param name="Units">The texts for the search to compare with.</param>
/// <param name="SpanOf">The stretch that a result shows, in the measure of the labels.</param>
internal sealed record RetrievalSet(
    string Name, TempWorkspace Workspace, Viewer Viewer, IReadOnlyList<RetrievalCase> Cases, IReadOnlyList<RetrievalUnit> Units, Func<Passage, Span> SpanOf) : IAsyncDisposable
{
    /// <summary>Results beyond this many are not looked at.</summary>
    private const int Depth = PassageQuery.MaxTake;
    private const int Shown = 90;

    /// <summary>The product's search with some of its ingredients.</summary>
    /// <param name="ranking">What counts in the order.</param>
    /// <param name="readsSentence">False to look for the words alone, within the explicit conditions.</param>
    public Func<RetrievalCase, CancellationToken, Task<IReadOnlyList<Span>>> Search(Ranking ranking, bool readsSentence)
    {
        var services = Workspace.Services;
        var finder = new PassageFinder(
            services.GetRequiredService<IDbContextFactory<WorkspaceDbContext>>(), services.GetRequiredService<IPassageStore>(), services.GetRequiredService<IndexKeeper>(),
            services.GetRequiredService<PassageEmbedder>(), services.GetRequiredService<TimeProvider>(), ranking);
        var reader = services.GetRequiredService<DealReaderFactory>().For(Viewer);
        return async (c, ct) =>
        {
            var context = new TurnContext(reader, finder, services.GetRequiredService<TimeProvider>(), null);
            // An empty sentence says nothing, so that only the conditions are read.
            var request = c.Request with { Take = Depth, Text = readsSentence ? c.Request.Text : "" };
            var (query, problem) = await new PassageQueryReader(context).ReadAsync(request, ct);
            if (query is null)
                throw new FormatException($"{c.Id}: {problem!.Reason}");
            var found = await finder.SearchAsync(Viewer, readsSentence ? query : query with { Text = c.Request.Text }, ct);
            return [.. found.Select(SpanOf).Distinct()];
        };
    }

    /// <summary>The beginning of what a result points at.</summary>
    public string Show(Span result) => Units.FirstOrDefault(u => u.Span.Overlaps(result))?.Text is { } text ? text[..Math.Min(Shown, text.Length)] : "";

    public Task IndexAsync(CancellationToken ct) => Workspace.Services.GetRequiredService<IndexKeeper>().RefreshAsync(null, ct);

    public ValueTask DisposeAsync() => Workspace.DisposeAsync();
}
