using System.Text.RegularExpressions;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;

namespace Agent.Core.Agents.Offline;

/// <summary>A tool to call, with its arguments.</summary>
/// <param name="Tool">Name of the tool.</param>
/// <param name="Arguments">Arguments by name.</param>
/// <param name="Otherwise">What to call when this one knows no such name: set where the question says nothing of what it asks for.</param>
internal sealed record PlannedCall(string Tool, IReadOnlyDictionary<string, object?> Arguments, PlannedCall? Otherwise = null)
{
    /// <summary>True when no word of the question tells what it asks for.</summary>
    public bool IsGuess { get; init; }

    /// <summary>An argument, or null when it is not given.</summary>
    public object? this[string name] => Arguments.GetValueOrDefault(name);

    /// <summary>The same call with other arguments; null takes one away.</summary>
    public PlannedCall With(params (string Name, object? Value)[] changes)
    {
        var arguments = Arguments.ToDictionary();
        foreach (var (name, value) in changes)
        {
            arguments.Remove(name);
            if (value is not (null or ""))
                arguments[name] = value;
        }

        return this with { Arguments = arguments };
    }

    /// <summary>The same question about another name.</summary>
    public PlannedCall About(string name) => this["filter"] is DealFilter filter
        ? With(("filter", filter with { About = name }))
        : With(("deal", name), ("person", null), ("allDeals", null));
}

/// <summary>
/// Picks the tool that answers a question, by its words. What is left of the question after its intent, filters and
/// filler words are taken out is a name; whether anything bears it is for the tool to find out.
/// </summary>
internal static class QuestionReader
{
    // A name seldom has more words; more of them, with no word of a question, are words to look for.
    private const int LongestName = 4;

    /// <summary>Reads a question.</summary>
    /// <param name="question">What the user asked.</param>
    /// <param name="history">Earlier turns, oldest first.</param>
    /// <param name="today">The day of the question.</param>
    /// <returns>The call, or null when the question asks for nothing that tools know, as a greeting does.</returns>
    public static PlannedCall? Read(string question, IReadOnlyList<PastTurn> history, DateOnly today)
    {
        if (Superlative.In(question) is { Success: true } most && ReadOfMost(question, most, history, today) is { } aboutOne)
            return aboutOne;
        if (ChangeRequestReader.Read(question, today) is { Calls: [var change, ..] })
            return change;
        var text = Vocabulary.Corrected(Cues.Aside().Replace(question.Trim(), " "));
        if (history.Count == 0)
            return ReadAlone(text, today);

        // The question before may itself lean on the one before it.
        var before = new Lazy<PlannedCall?>(() => Read(history[^1].Question, [.. history.SkipLast(1)], today));
        if (FollowUp.Completed(text, history[^1], before, today) is { } completed)
            return completed;
        if (FollowUp.Chosen(text, history[^1]) is { } name)
            return before.Value?.About(name);
        return FollowUp.Resolve(text, history[^1], before, today);
    }

    // "How is my biggest deal going?" asks about one deal that is told by what it is the most of; "show me my biggest deal" asks which it is.
    private static PlannedCall? ReadOfMost(string question, Match most, IReadOnlyList<PastTurn> history, DateOnly today)
    {
        var before = question[..most.Index];
        var after = question[(most.Index + most.Length)..];
        if (Cues.OnlyShows().IsMatch($"{before} {after}") || Read($"{before} this deal{after}", history, today) is not { IsGuess: false } call)
            return null;
        return call["filter"] is null && call["deal"] is null or "this" && call["deals"] is null && call["allDeals"] is null && call.Tool is not (Toolbox.FindDeals or Toolbox.SumDeals or Toolbox.ListRisks or Toolbox.LikelyWins)
            ? call.With(("deal", most.Value.Trim()))
            : null;
    }

    /// <summary>Reads a question that needs nothing said before.</summary>
    public static PlannedCall? ReadAlone(string text, DateOnly today)
    {
        if (text.Trim().Length == 0 || Cues.Greeting().IsMatch(text) || Cues.OffTopic().IsMatch(text) || SmallTalk.Answer(text) is not null)
            return null;

        if ((ReadComparison(text, today) ?? ActivityQuestions.Read(text, today)) is { } comparison)
            return comparison;
        var several = Cues.Plural().IsMatch(text);
        if (!several && ReportReader.Read(text) is { } report)
            return report;
        if (MatterQuestions.Read(text) is { } matter)
            return matter;
        if (!several && Cues.FactInTexts().IsMatch(text))
            return ReadSearch(text, today);
        if (Cues.Risk().IsMatch(text) && (Cues.WhoHasMost().IsMatch(text) || Cues.PerOwner().IsMatch(text)) && FilterPhrases.Measure(text) == DealMeasure.Count)
            return ReadRisks(text, today);
        if (several && Cues.Chance().IsMatch(text) && !Cues.Risk().IsMatch(text) && !Cues.Figures().IsMatch(text))
            return ReadLikely(text, today);
        var asksFigures = Cues.Figures().IsMatch(text) && (several || Cues.AboutDeals().IsMatch(text));
        if (Cues.Stale().IsMatch(text) && FilterPhrases.TakeDays(text, today).Days is not null)
            return ReadRisks(text, today);
        if (!several && Cues.TellMe().IsMatch(text))
            return ReadStatus(Cues.TellMe().Replace(text, " "));
        if (Cues.Last().IsMatch(text) && !several)
            return ReadTimeline(text, today);
        if (!several && Cues.HowMuchIsOne().IsMatch(text))
            return ReadStatus(Cues.MeasureWords().Replace(text, " "));
        if (Cues.Search().IsMatch(text) && !Cues.WhoHasMost().IsMatch(text) && !asksFigures && !IsWorry(text) && !(several && Cues.TellMe().IsMatch(text)) && !(several && Cues.Risk().IsMatch(text) && !Cues.Said().IsMatch(text)))
            return ReadSearch(text, today);
        if (!several && Cues.HowIs().IsMatch(text) && !(asksFigures && Cues.OwnFigures().IsMatch(text)))
            return ReadStatus(text);
        if (several && Cues.Risk().IsMatch(text) && FilterPhrases.Measure(text) == DealMeasure.Count && FilterPhrases.Grouping(text) == DealGrouping.None)
            return ReadRisks(text, today);
        if (Cues.WhoHasMost().IsMatch(text) || asksFigures || (Cues.Grouping().IsMatch(text) && (several || Cues.AboutDeals().IsMatch(text)) && !Cues.Risk().IsMatch(text)))
            return ReadFigures(text, today);
        if (several && Cues.WithoutRole().IsMatch(text))
            return ReadList(text, today);
        if (Cues.NoNextStep().IsMatch(text))
            return ReadRisks(text, today);
        if (Cues.Next().IsMatch(text) && !(several && Cues.Stale().IsMatch(text)))
            return ReadNext(text, today);
        if (Cues.Risk().IsMatch(text) && !several && Cues.ThisOne().IsMatch(text))
            return ReadStatus(text);
        if (Cues.Risk().IsMatch(text) && (several || Words(Without(text, Cues.Risk())).Length == 0 || IsWorry(text)))
            return ReadRisks(text, today);
        if (Cues.Who().IsMatch(text) && !Cues.Owner().IsMatch(text))
            return ReadWho(text);
        if (Cues.Happened().IsMatch(text) && !(several && FilterPhrases.Sort(text) is var (sort, _) && sort == DealSort.CreatedOn && Cues.DealWord().IsMatch(text)))
            return ReadTimeline(text, today);
        if (several || AsksForDeals(text, today))
            return ReadList(text, today);
        if (Cues.Figures().IsMatch(text))
            return ReadSearch(text, today);
        return ReadUnmarked(text, today);
    }

    // "Who isn't answering us", "what should worry me": people and matters stand for the deals behind them.
    private static bool IsWorry(string text) =>
        Cues.Risk().IsMatch(text) && Words(Without(text, Cues.Risk(), Cues.Who(), Cues.Search())).Length == 0;

    // Without a word for deals: "what is closing in December", "wins in Q2", "what has Maria got in demo", "north of 100k".
    private static bool AsksForDeals(string text, DateOnly today) =>
        Cues.WhatIsIn().IsMatch(text)
        || (Cues.Superlative().IsMatch(text) && Cues.DealWord().IsMatch(text))
        || AmountReader.Take(text) is not (null, null, _)
        || (Cues.AsksWhich().IsMatch(text) && Cues.ClosesWhen().IsMatch(text) && PeriodReader.Take(text, today).Period is not null);

    private static PlannedCall ReadUnmarked(string text, DateOnly today)
    {
        if (Cues.Status().IsMatch(text) && Words(text).Split(' ').Length <= LongestName)
            return ReadStatus(text);
        var name = Words(Without(text, Cues.Status(), Cues.Risk()));
        var search = ReadSearch(text, today) with { IsGuess = true };
        return Call(Toolbox.DealStatus, ("deal", name), ("wholeName", name.Contains(' ', StringComparison.Ordinal))) with { IsGuess = true, Otherwise = name.Length == 0 ? null : search };
    }

    // "Compare Acme and Northwind", "Acme vs Northwind"; periods, groups and figures are compared by other tools.
    private static PlannedCall? ReadComparison(string text, DateOnly today)
    {
        if (Cues.Compare().Match(text) is not { Success: true } match || Cues.Figures().IsMatch(text) || Cues.Grouping().IsMatch(text) || PeriodReader.Take(text, today).Period is not null)
            return null;
        var named = Cues.BetweenNames().Split(match.Groups["names"].Value).Select(n => (Said: n, Name: Words(n)));
        var names = named.Select(n => n.Name.Length > 0 ? n.Name : Cues.ThisOne().IsMatch(n.Said) ? "this" : "").Where(n => n.Length > 0).ToArray();
        return names.Length < 2 ? null : new(Toolbox.Compare, new Dictionary<string, object?> { ["deals"] = names });
    }

    private static PlannedCall ReadStatus(string text) => Call(Toolbox.DealStatus, ("deal", Words(Without(text, Cues.HowIs(), Cues.Status(), Cues.Risk()))));

    private static PlannedCall ReadNext(string text, DateOnly today)
    {
        var (period, rest) = PeriodReader.Take(Without(text, Cues.Next(), Cues.Top(), Cues.Status(), Cues.Risk()), today);
        var names = Words(rest);
        return Call(Toolbox.NextStep, ("deal", names), ("allDeals", names.Length == 0 && (period is not null || AsksForAll(text))));
    }

    private static bool AsksForAll(string text) => !Cues.Pronoun().IsMatch(text) && (Cues.Plural().IsMatch(text) || Cues.AllDeals().IsMatch(text));

    private static PlannedCall ReadRisks(string text, DateOnly today)
    {
        var sign =
            Cues.Slipping().IsMatch(text) ? RiskSign.Slipping
            : Cues.Stale().IsMatch(text) ? RiskSign.Stale
            : Cues.Stuck().IsMatch(text) ? RiskSign.Stuck
            : Cues.NoNextStep().IsMatch(text) ? RiskSign.NoNextStep
            : Cues.Overdue().IsMatch(text) ? RiskSign.Overdue
            : RiskSign.Any;
        // The number of days is part of the filter, so it is read before the words of risk are taken out.
        var (days, rest) = sign == RiskSign.Stale ? FilterPhrases.TakeDays(text, today) : (null, text);
        var byOwner = Cues.WhoHasMost().IsMatch(text) || Cues.PerOwner().IsMatch(text);
        var alsoNext = sign != RiskSign.NoNextStep && Cues.Next().IsMatch(text);
        if (alsoNext)
            rest = Cues.Next().Replace(rest, " ");
        var filter = FilterPhrases.Filter(Without(rest, Cues.WhoHasMost(), Cues.PerOwner(), Cues.NoNextStep(), Cues.Overdue(), Cues.Risk(), Cues.Stuck(), Cues.Slipping()), today, null);
        // What is at risk today is at risk whenever it is to close.
        if (filter.CloseFrom == today && filter.CloseTo == today)
            filter = filter with { CloseFrom = null, CloseTo = null };
        // "Slipped this month" tells when the date moved, not the day it moved to.
        DateOnly? since = null;
        if (sign == RiskSign.Slipping && filter.CloseFrom <= today && !Cues.ClosesWhen().IsMatch(text))
            (since, filter) = (filter.CloseFrom, filter with { CloseFrom = null, CloseTo = null });
        return Call(
            Toolbox.ListRisks,
            ("filter", filter with { InactiveDays = days, Owner = Cues.Mine().IsMatch(text) ? "me" : null }),
            ("sign", sign),
            ("since", since),
            ("byOwner", byOwner),
            ("nextSteps", alsoNext));
    }

    private static PlannedCall ReadLikely(string text, DateOnly today)
    {
        var filter = FilterPhrases.Filter(Without(text, Cues.Chance(), Cues.SortWords(), Cues.Top()), today, "open");
        return Call(Toolbox.LikelyWins, ("filter", filter), ("leastFirst", Cues.LeastFirst().IsMatch(text)));
    }

    private static PlannedCall ReadTimeline(string text, DateOnly today)
    {
        var (period, rest) = PeriodReader.Take(text, today, past: true);
        period = Cues.MeetingAhead().IsMatch(text) ? null : period;
        var names = Words(Without(rest, Cues.Last(), Cues.Happened(), Cues.Search()));
        return Call(Toolbox.Timeline, ("deal", names), ("allDeals", names.Length == 0 && AsksForAll(text)), ("since", period?.From));
    }

    private static PlannedCall ReadWho(string text)
    {
        var role = FilterPhrases.Role(text);
        var names = Words(Without(text, Cues.Who(), Cues.RoleWords(), Cues.Detail()));
        // "Who is Laura Becker" asks for a person, "who is who at Acme" and "who is the champion at Acme" for a deal's people.
        var person = role is not null ? ""
            : Cues.Person().Match(text) is { Success: true } match ? Words(Without(match.Groups["name"].Value, Cues.Detail()))
            : Cues.Detail().IsMatch(text) && !Cues.DealAt().IsMatch(text) ? names
            : "";
        var deal = Cues.DealAt().Match(text) is { Success: true } at && person.Length == 0 ? Words(Without(at.Groups["deal"].Value, Cues.RoleWords())) : "";
        return Call(Toolbox.WhoIsWho, ("person", person), ("deal", deal.Length > 0 && deal.Split(' ').Length >= names.Split(' ').Length - 1 ? deal : names), ("role", role));
    }

    internal static PlannedCall ReadSearch(string text, DateOnly today)
    {
        var (period, rest) = PeriodReader.Take(text, today, past: true);
        // Nothing was said yet on a day ahead: "wants to sign on 12 December" is what is looked for.
        if (period?.From > today)
            (period, rest) = (null, text);
        rest = Cues.PlaceAfterVerb(rest);
        string? speaker = null;
        if (Cues.Said().Match(rest) is { Success: true } said)
        {
            var name = Words(Cues.Courtesy().Replace(Cues.Anybody().Replace(said.Groups["who"].Value, " "), " "));
            // "Single sign on - who asked for this": with nobody named, what stands before belongs to the matter.
            speaker = name.Length == 0 || Cues.Material().IsMatch(name) ? null : name;
            if (speaker is null && name.Length > 0)
                rest = $"{rest} {name}";
            rest = rest.Remove(said.Index, said.Length).Insert(said.Index, " ");
        }

        // "On Dec 12" is no place.
        var deal = Cues.DealAt().Match(rest) is { Success: true } at && PeriodReader.Take(at.Groups["deal"].Value, today).Period is null ? at.Groups["deal"].Value.Trim() : Cues.Pronoun().IsMatch(Cues.Existence().Replace(text, " ")) ? "this" : "";
        if (deal.Length > 0 && deal != "this")
            rest = rest.Replace(deal, " ", StringComparison.Ordinal);
        var query = Words(Without(rest, Cues.Search()));
        var narrows = speaker is not null || (deal.Length > 0 && period is not null);
        return Call(Toolbox.SearchNotes, ("query", query.Length > 0 ? query : Words(rest) is { Length: > 0 } words ? words : narrows ? null : text), ("deal", deal), ("speaker", speaker), ("since", period?.From), ("until", period?.To));
    }

    private static PlannedCall ReadFigures(string text, DateOnly today)
    {
        var (measure, status) = FilterPhrases.Figure(text);
        var rest = Without(Cues.Against().Replace(text, " "), Cues.Figures(), Cues.Grouping(), Cues.WhoHasMost(), Cues.MeasureWords());
        var filter = FilterPhrases.Filter(rest, today, status ?? "all") with { Owner = Cues.Mine().IsMatch(text) ? "me" : null };
        var grouping = FilterPhrases.Grouping(text);
        // "Win rate of Jonas vs Maria" is one figure for each of them.
        if (grouping == DealGrouping.None && Cues.Against().IsMatch(text) && filter.About?.Split(' ').Count(w => char.IsUpper(w[0])) >= 2)
            grouping = DealGrouping.Owner;
        return Call(Toolbox.SumDeals, ("measure", measure), ("filter", filter), ("grouping", grouping));
    }

    private static PlannedCall ReadList(string text, DateOnly today)
    {
        var (sort, descending) = FilterPhrases.Sort(text);
        var status = FilterPhrases.Status(text) ?? (Cues.ClosesWhen().Match(text).Value.StartsWith("created", StringComparison.OrdinalIgnoreCase) || !Cues.EverHad().IsMatch(text) ? "open" : "all");
        return Call(
            Toolbox.FindDeals,
            ("filter", FilterPhrases.Filter(Without(text, Cues.SortWords(), Cues.Top(), Cues.Superlative(), Cues.EverHad()), today, status)),
            ("sort", sort),
            ("descending", descending),
            ("take", FilterPhrases.TakeIn(text)));
    }

    private static PlannedCall Call(string tool, params (string Name, object? Value)[] arguments) =>
        new(tool, arguments.Where(a => a.Value is not (null or "" or false) || a.Name == "descending").ToDictionary(a => a.Name, a => a.Value));

    /// <summary>A text without what some patterns find in it.</summary>
    internal static string Without(string text, params Regex[] patterns) => patterns.Aggregate(text, (rest, pattern) => pattern.Replace(rest, " "));

    /// <summary>The words of a text that may name something, as they are written but for a possessive ending.</summary>
    internal static string Words(string text) =>
        string.Join(' ', Cues.NameWord().Matches(text).Select(m => Cues.Possessive().Replace(m.Value, "")).Where(w => (w.Length > 1 || !char.IsLower(w[0])) && !Vocabulary.IsFiller(w)));
}
