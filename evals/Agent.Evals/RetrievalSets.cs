using System.Globalization;
using System.Text;
using System.Text.Json;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;
using Microsoft.EntityFrameworkCore;

namespace Agent.Evals;

/// <summary>Loads cases of three layouts, each with its texts in a workspace: own cases, BEIR, meetings of QMSum.</summary>
internal static class RetrievalSets
{
    // Texts of one transaction.
    private const int Batch = 500;

    private static readonly JsonSerializerOptions Snake = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Viewer Anybody = new(UserId.New(), "Evals", UserRole.Admin, []);

    /// <summary>Loads the cases at a place, by what is there.</summary>
    public static async Task<RetrievalSet> LoadAsync(string path, CancellationToken ct)
    {
        var set = File.Exists(Path.Combine(path, "corpus.jsonl")) ? await BeirAsync(path, ct)
            : MeetingCorpus.In(path) is { } meetings ? await MeetingsAsync(meetings, ct)
            : File.Exists(path) ? await OwnAsync(path, ct)
            : throw new FormatException($"{path} holds neither cases (JSON Lines), nor corpus.jsonl, nor meetings.");
        await set.IndexAsync(ct);
        return set;
    }

    // A quote marks the whole turn or paragraph that it stands in.
    private static async Task<RetrievalSet> OwnAsync(string path, CancellationToken ct)
    {
        var world = await SampleWorld.CreateAsync(ct);
        await using var db = await world.Workspace.OpenAsync(ct);
        var texts = (await db.Activities.AsNoTracking().OrderBy(a => a.At).ThenBy(a => a.Subject).ToListAsync(ct)).ToLookup(a => a.DealId);
        var cases = new List<RetrievalCase>();
        foreach (var c in await CaseFile.ReadAsync<OwnCase>(path, ct))
        {
            var request = new SearchRequest(
                c.Query,
                c.Filters?.Deal is { } deal ? world.Deals[deal].Id.ToString() : null,
                c.Filters?.Account is { } account ? world.NamesByKey[account] : null,
                c.Filters?.Person is { } person ? world.NamesByKey[person] : null);
            cases.Add(new(c.Id, c.Part, c.Kind, request, null, [.. c.Relevant.Select(r => new Relevant(PlaceOf(r, c.Id), r.Grade))]));
        }

        var units = texts.SelectMany(t => t).SelectMany(a => Lines(a.Body).Select(l => new RetrievalUnit(new(a.Id.Value, l.Start, l.End), null, a.Body[l.Start..l.End]))).ToList();
        return new("", world.Workspace, world.ViewerOf("alex"), cases, units, p => new(p.ActivityId?.Value ?? p.MaterialId!.Value.Value, p.Start, p.Start + p.Quote.Length));

        Span PlaceOf(OwnRelevant relevant, string id)
        {
            var key = Path.GetFileNameWithoutExtension(relevant.File);
            var source = texts[world.Deals[key].Id].FirstOrDefault(a => a.Body.Contains(relevant.Quote, StringComparison.Ordinal))
                ?? throw new FormatException($"{id}: \"{relevant.Quote}\" is not in {relevant.File}.");
            var at = source.Body.IndexOf(relevant.Quote, StringComparison.Ordinal);
            var (start, end) = Lines(source.Body).First(l => l.Start <= at && at < l.End);
            return new(source.Id.Value, start, end);
        }
    }

    private static IEnumerable<(int Start, int End)> Lines(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var next && next < 0 ? text.Length : next;
            if (end > start)
                yield return (start, end);
            start = end + 1;
        }
    }

    private static async Task<RetrievalSet> BeirAsync(string folder, CancellationToken ct)
    {
        var workspace = await TempWorkspace.CreateAsync(DateOnly.FromDateTime(At.Date), ct);
        var (ids, units) = (new Dictionary<string, Guid>(), new List<RetrievalUnit>());
        foreach (var batch in (await CaseFile.ReadAsync<BeirText>(Path.Combine(folder, "corpus.jsonl"), ct)).Chunk(Batch))
        {
            await using var db = await workspace.OpenAsync(ct);
            foreach (var document in batch)
            {
                var (title, text) = (document.Title ?? "", document.Text.ReplaceLineEndings("\n"));
                var material = new Material
                {
                    Title = title.Length > Material.MaxTitle ? title[..Material.MaxTitle] : title.Length > 0 ? title : "-",
                    Text = string.IsNullOrWhiteSpace(text) ? title : text,
                    ChangedAt = At,
                    ExternalId = document.Id,
                };
                ids[document.Id] = material.Id.Value;
                units.Add(new(new(material.Id.Value, 0, 1), null, $"{title}\n{text}"));
                db.Add(material);
            }

            await db.SaveChangesAsync(ct);
        }

        var queries = (await CaseFile.ReadAsync<BeirText>(Path.Combine(folder, "queries.jsonl"), ct)).ToDictionary(q => q.Id, q => q.Text);
        var cases = new List<RetrievalCase>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "qrels"), "*.tsv").Order(StringComparer.Ordinal))
        {
            var rows = (await File.ReadAllLinesAsync(file, ct)).Skip(1).Select(l => l.Split('\t')).Where(r => r.Length == 3);
            cases.AddRange(
                from row in rows
                let grade = double.Parse(row[2], CultureInfo.InvariantCulture)
                where grade > 0
                group new Relevant(new(ids.GetValueOrDefault(row[1]), 0, 1), grade) by row[0] into query
                select new RetrievalCase(query.Key, Path.GetFileNameWithoutExtension(file), null, new(queries[query.Key]), null, [.. query]));
        }

        return new("beir.", workspace, Anybody, cases, units, p => new(p.MaterialId!.Value.Value, 0, 1));
    }

    // Each meeting is a transcript of an account of its own, in which its questions are asked.
    private static async Task<RetrievalSet> MeetingsAsync(string file, CancellationToken ct)
    {
        var workspace = await TempWorkspace.CreateAsync(DateOnly.FromDateTime(At.Date), ct);
        await using var db = await workspace.OpenAsync(ct);
        var (cases, units, starts) = (new List<RetrievalCase>(), new List<RetrievalUnit>(), new Dictionary<Guid, List<int>>());
        var number = 0;
        foreach (var meeting in await ReadMeetingsAsync(file, ct))
        {
            var account = new Account { Name = string.Create(CultureInfo.InvariantCulture, $"Meeting {++number}") };
            var (text, turns) = (new StringBuilder(), new List<int>());
            foreach (var turn in meeting.MeetingTranscripts)
            {
                turns.Add(text.Length);
                text.Append(CultureInfo.InvariantCulture, $"{turn.Speaker}: {turn.Content.ReplaceLineEndings(" ")}\n");
            }

            var activity = new Activity { AccountId = account.Id, Kind = ActivityKind.Meeting, Direction = Direction.Both, At = At, Subject = account.Name, Body = text.ToString() };
            var source = activity.Id.Value;
            starts[source] = turns;
            units.AddRange(meeting.MeetingTranscripts.Select((t, i) => new RetrievalUnit(new(source, i, i + 1), source, $"{t.Speaker}: {t.Content}")));
            cases.AddRange(meeting.SpecificQueryList.Select((q, i) => new RetrievalCase(
                string.Create(CultureInfo.InvariantCulture, $"{number}-{i + 1}"), number % 2 == 1 ? "dev" : "test", null, new(q.Query, Account: account.Name), source,
                [.. q.RelevantTextSpan.SelectMany(s => Turns(s[0], s[1])).Distinct().Select(t => new Relevant(new(source, t, t + 1), 1))])));
            db.AddRange(account, activity);
        }

        await db.SaveChangesAsync(ct);
        return new("qmsum.", workspace, Anybody, cases, units, p => TurnAt(p.ActivityId!.Value.Value, p.Start));

        static IEnumerable<int> Turns(string first, string last)
        {
            var (from, to) = (int.Parse(first, CultureInfo.InvariantCulture), int.Parse(last, CultureInfo.InvariantCulture));
            return Enumerable.Range(from, Math.Max(0, to - from + 1));
        }

        Span TurnAt(Guid source, int start)
        {
            var turn = starts[source].BinarySearch(start);
            turn = turn >= 0 ? turn : ~turn - 1;
            return new(source, turn, turn + 1);
        }
    }

    private static async Task<List<Meeting>> ReadMeetingsAsync(string file, CancellationToken ct)
    {
        var lines = await File.ReadAllLinesAsync(file, ct);
        return [.. lines.Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => JsonSerializer.Deserialize<Meeting>(l, Snake) ?? throw new FormatException($"A line of {file} is empty."))];
    }

    private sealed record OwnCase(string Id, string Part, string Query, string Kind, OwnFilters? Filters, IReadOnlyList<OwnRelevant> Relevant);

    private sealed record OwnFilters(string? Deal, string? Account, string? Person);

    private sealed record OwnRelevant(string File, string Quote, double Grade);

    private sealed record BeirText([property: System.Text.Json.Serialization.JsonPropertyName("_id")] string Id, string? Title, string Text);

    private sealed record Meeting(List<Turn> MeetingTranscripts, List<Question> SpecificQueryList);

    private sealed record Turn(string Speaker, string Content);

    private sealed record Question(string Query, List<List<string>> RelevantTextSpan);
}
