using System.Globalization;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Qualification.Topics;
using Agent.Core.Insight.Updates;

namespace Agent.Evals;

/// <summary>A written case, read for training.</summary>
/// <param name="Author">Name of its file: cases of one author resemble each other, so parts are cut between authors.</param>
/// <param name="Case">The case.</param>
/// <param name="File">Its deal.</param>
/// <param name="Reading">All that its lines might support.</param>
/// <param name="Rows">The candidates that teach something.</param>
internal sealed record UpdateText(string Author, ProposalCase Case, DealFile File, UpdateReading Reading, IReadOnlyList<UpdateRow> Rows);

/// <summary>A candidate with what it teaches.</summary>
/// <param name="Head">The head it teaches: that of the candidate, or that of a role.</param>
/// <param name="Line">Features of its line.</param>
/// <param name="Place">Features of the place of its value.</param>
/// <param name="Is">Whether it is an update.</param>
internal sealed record UpdateRow(UpdateHead Head, List<Feature> Line, List<Feature> Place, bool Is);

/// <summary>Labels the candidates of written cases by the quotes of their expected updates.</summary>
internal static class UpdateRows
{
    // An offer and what takes it up are a few lines apart.
    private const int NearLines = 3;

    public static UpdateText? Read(string author, ProposalCase c)
    {
        if (c.Open(out var file) is not { } reading)
            return null;
        var rows = new List<UpdateRow>();
        foreach (var candidate in reading.Candidates)
        {
            if (c.Allowed?.Any(a => a.Kind == KindOf(candidate.Head)) == true || Label(c, file, reading, candidate) is not { } label)
                continue;
            rows.Add(new(candidate.Head, reading.FeaturesOf(candidate), candidate.Place, label));
            if (candidate.Head == UpdateHead.Task && label && Of(c, candidate).FirstOrDefault(e => Distance(reading, candidate, e) == 0) is { } task)
                rows.AddRange(candidate.Dues.Select(d => new UpdateRow(UpdateHead.Due, [], d.Place, d.Day.ToString("O", CultureInfo.InvariantCulture) == task.Text("due"))));
            if (candidate.Head == UpdateHead.Role && label)
            {
                var expected = Of(c, candidate).First(e => IsAbout(e, candidate)).After.GetProperty("role").GetString();
                rows.AddRange(Enum.GetValues<BuyingRole>().Select(r => new UpdateRow(UpdateModel.HeadOf(r), reading.RoleFeaturesOf(candidate), candidate.Place, r.ToString() == expected)));
            }
        }

        foreach (var head in reading.Candidates.Select(k => k.Head).Distinct())
        {
            var own = reading.Candidates.Where(k => k.Head == head).ToList();
            if (c.Allowed?.Any(a => a.Kind == KindOf(head)) != true)
                rows.Add(new(UpdateModel.WholeOf(head), reading.TextFeatures, [], rows.Exists(r => r.Head == head && r.Is)));
        }

        return new(author, c, file, reading, rows);
    }

    /// <summary>The kind of change, as cases name it.</summary>
    public static string KindOf(UpdateHead head) => head switch
    {
        UpdateHead.Signed or UpdateHead.Agreed or UpdateHead.Priced or UpdateHead.Qualified or UpdateHead.Interested => "stage",
        UpdateHead.Amount => "amount",
        UpdateHead.CloseDate => "closeDate",
        UpdateHead.NextStep => "nextStep",
        UpdateHead.Task => "task",
        UpdateHead.Left => "contactLeft",
        UpdateHead.Newcomer => "newContact",
        UpdateHead.Loss => "loss",
        UpdateHead.Park => "park",
        _ => "contactRole",
    };

    private static IEnumerable<ExpectedUpdate> Of(ProposalCase c, UpdateCandidate candidate) => c.Expected.Where(e => e.Kind == KindOf(candidate.Head));

    /// <summary>Whether a candidate is an expected update; null for one that teaches nothing, because the quote says so elsewhere or the value could not be read.</summary>
    private static bool? Label(ProposalCase c, DealFile file, UpdateReading reading, UpdateCandidate candidate)
    {
        var expected = Of(c, candidate).ToList();
        if (expected.Count == 0)
            return false;
        switch (candidate.Head)
        {
            case UpdateHead.Role or UpdateHead.Left or UpdateHead.Newcomer:
                // Who is named beside the one that is meant is not meant, unless the record has the part already.
                return expected.Find(e => IsAbout(e, candidate)) is not { } about ? expected.Exists(e => Distance(reading, candidate, e) == 0) && candidate is { Head: UpdateHead.Role, Who.Role: not null } ? null : false
                    : Distance(reading, candidate, about) == 0 ? true : null;
            case UpdateHead.Amount or UpdateHead.CloseDate or UpdateHead.Park or UpdateHead.NextStep:
                if (expected.Find(e => MeetsValue(e, candidate, file)) is { } met)
                    return Distance(reading, candidate, met) <= (IsUndated(met) ? 0 : NearLines) ? true : null;
                return expected.Exists(e => Distance(reading, candidate, e) == 0 && (IsUndatedStep(candidate) || !reading.Candidates.Any(o => o.Head == candidate.Head && MeetsValue(e, o, file)))) ? null : false;
            default:
                var quoted = expected.Find(e => Distance(reading, candidate, e) == 0 && (KindOf(candidate.Head) != "stage" || MeetsValue(e, candidate, file)));
                if (quoted is not null)
                    return IsMostOfQuote(reading, candidate, quoted) ? true : null;
                // The rest of a text that ends a deal or says that it is signed says so as well.
                return candidate.Head != UpdateHead.Task ? null : reading.Talk.IsTalk && expected.Exists(e => Distance(reading, candidate, e) <= 2) ? null : false;
        }
    }

    private static bool MeetsValue(ExpectedUpdate expected, UpdateCandidate candidate, DealFile file) => candidate.Build(0.5) is { } change && expected.HasValue(change, file);

    private static bool IsUndated(ExpectedUpdate e) => e.Kind == "nextStep" && (!e.After.TryGetProperty("due", out var due) || due.ValueKind != System.Text.Json.JsonValueKind.String);

    private static bool IsUndatedStep(UpdateCandidate candidate) => candidate.Head == UpdateHead.NextStep && candidate.Build(0.5)?.After(ChangeFields.NextStepDue) is null;

    private static bool IsAbout(ExpectedUpdate e, UpdateCandidate candidate) => candidate.Head switch
    {
        UpdateHead.Newcomer => candidate.Build(0.5)?.After(ChangeFields.Name) is { } name && ExpectedUpdate.SameName(name, e.After.GetProperty("name").GetString()),
        UpdateHead.Left or UpdateHead.Role => candidate.Who?.Contact.Name == e.After.GetProperty("contact").GetString(),
        _ => true,
    };

    /// <summary>Lines between a candidate and the quote; 0 when its line holds some of the quote.</summary>
    private static int Distance(UpdateReading reading, UpdateCandidate candidate, ExpectedUpdate expected)
    {
        var (start, end) = Span(reading, expected);
        var lines = reading.Talk.Lines.Where(l => l.Sentence.Start < end && l.Sentence.End > start).ToList();
        return lines.Count == 0 ? int.MaxValue : lines.Min(l => Math.Abs(l.Index - candidate.Line.Index));
    }

    private static bool IsMostOfQuote(UpdateReading reading, UpdateCandidate candidate, ExpectedUpdate expected)
    {
        var (start, end) = Span(reading, expected);
        int Share(UpdateLine line) => Math.Min(end, line.Sentence.End) - Math.Max(start, line.Sentence.Start);
        return reading.Talk.Lines.All(l => Share(l) <= Share(candidate.Line));
    }

    private static (int Start, int End) Span(UpdateReading reading, ExpectedUpdate expected)
    {
        var at = reading.Talk.Text.Text.IndexOf(expected.Quote, StringComparison.Ordinal);
        return at < 0 ? (int.MaxValue, int.MaxValue) : (at, at + expected.Quote.Length);
    }
}
