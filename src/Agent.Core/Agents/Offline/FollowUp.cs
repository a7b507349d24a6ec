using System.Text.RegularExpressions;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Offline;

/// <summary>Understands a message that only makes sense after the one before: a choice, a yes, "and Northwind?", "only mine".</summary>
internal static partial class FollowUp
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

    /// <summary>The name chosen among those that the last answer offered, or null when the message chooses none.</summary>
    public static string? Chosen(string message, PastTurn last)
    {
        var asks = last.Answer.Contains(AnswerWriter.WhichOne, StringComparison.Ordinal);
        if (!asks && !last.Answer.Contains(AnswerWriter.DidYouMean, StringComparison.Ordinal))
            return null;
        var choices = Offered(last.Answer);
        return choices.Count == 0 ? null : !asks && Yes().IsMatch(message) ? choices[0].Name : Chosen(message, choices);
    }

    /// <summary>The change that was asked for, with the value that the last answer asked back for; null when the message is none.</summary>
    /// <param name="message">The message.</param>
    /// <param name="last">The turn before.</param>
    /// <param name="before">How that turn's question was read.</param>
    /// <param name="today">The day of the message.</param>
    public static PlannedCall? Completed(string message, PastTurn last, Lazy<PlannedCall?> before, DateOnly today)
    {
        if (!last.Answer.Contains('?', StringComparison.Ordinal) || message.Contains('?', StringComparison.Ordinal) || ChangeCues.Asks().IsMatch(message) || before.Value is not { } call || !call.Tool.StartsWith("propose_", StringComparison.Ordinal))
            return null;
        var said = Because().Replace(message, "").Trim(' ', '.', '!');
        DateOnly? day = ChangeValues.Dates(message, today) is [.., var date] ? ChangeValues.Last(date)
            : ChangeValues.TakeSpan(message) is { } span ? today.AddMonths(Math.Abs(span.Months)).AddDays(Math.Abs(span.Days)) : null;
        return call.Tool switch
        {
            _ when said.Length == 0 || GivesUp().IsMatch(message) => null,
            Toolbox.ProposeLoss or Toolbox.ProposeStage when AsksBack("loss reason") => (call with { Tool = Toolbox.ProposeLoss }).With(("stage", null), ("lossReason", ChangeRequestReader.LossCategory(said) ?? said), ("reason", said)),
            Toolbox.ProposePark when AsksBack("Until when") && day is not null => call.With(("until", day)),
            Toolbox.ProposeCloseDate when AsksBack("To which day") && day is not null => call.With(("date", day)),
            Toolbox.ProposeAmount when (AsksBack("Which amount") || AsksBack("What is it worth")) && ChangeValues.Amounts(message) is [.., var sum] => call.With(("amount", sum.High), ("currency", sum.Currency)),
            Toolbox.ProposeNextStep when AsksBack("What is the next step") => ChangeContents.NextStep(said, today, call["deal"] as string ?? ""),
            Toolbox.ProposeTask when AsksBack("What is to be done") => call.With(("task", said), ("due", day)),
            _ => null,
        };

        bool AsksBack(string words) => last.Answer.Contains(words, StringComparison.Ordinal);
    }

    private static List<(string Name, string Line)> Offered(string answer)
    {
        var lines = Choice().Matches(answer);
        return [.. (lines.Count > 0 ? lines : Bold().Matches(answer)).Select(m => (PlainMarkdown.Unescape(m.Groups["name"].Value), PlainMarkdown.Unescape(m.Value)))];
    }

    /// <summary>Reads a message after the turn before it: the same question for other deals, or one that stands for itself.</summary>
    /// <param name="message">The message.</param>
    /// <param name="last">The turn before.</param>
    /// <param name="before">How that turn's question was read.</param>
    /// <param name="today">The day of the message.</param>
    public static PlannedCall? Resolve(string message, PastTurn last, Lazy<PlannedCall?> before, DateOnly today)
    {
        var lead = Lead().Match(message);
        var rest = lead.Success ? message[lead.Length..] : message;
        var own = QuestionReader.ReadAlone(rest, today);
        if (own is null)
            return null;
        var goesOn = lead.Success || (own.IsGuess && OnlyRefines(rest, today)) || Refine().IsMatch(message) || Elliptic().IsMatch(message);
        // What is asked after a change was proposed is a question of its own.
        if (goesOn && before.Value is { Tool: var was } && was.StartsWith("propose_", StringComparison.Ordinal))
            own = own.IsGuess && own.Otherwise is { } search ? search : own;
        else if (goesOn && before.Value is { } call)
            own = Continue(call, own, rest, OnlyLead().IsMatch(message), today);
        if (own["filter"] is not null || own["person"] is not null || own["deal"] is not (null or "this"))
            return own;

        // "What should I do about the second one?" after a list.
        var names = Offered(last.Answer);
        if (OneOfThem().Match(rest) is { Success: true, Value: var which } && Chosen(which, names) is { } deal)
            return own.With(("deal", deal), ("allDeals", null));
        // "And her phone number?" after an answer about people begins with the person.
        return names.Count > 0 && PersonPronoun().IsMatch(rest) && (own.Tool == Toolbox.WhoIsWho || before.Value?.Tool == Toolbox.WhoIsWho)
            ? own.With((own.Tool switch { Toolbox.WhoIsWho => "person", Toolbox.SearchNotes => "speaker", _ => "deal" }, names[0].Name))
            : own;
    }

    private static PlannedCall Continue(PlannedCall before, PlannedCall own, string rest, bool narrows, DateOnly today)
    {
        if (before["filter"] is DealFilter filter)
            return IsAboutOneDeal(own) && !Cues.Figures().IsMatch(rest) ? own : Refined(before, filter, own, rest, narrows, today);
        if (!own.IsGuess && own.Tool != before.Tool)
            return own;
        if (before.Tool == Toolbox.SearchNotes)
            return AskedAgain(before, rest, today);
        if (!own.IsGuess)
            return own["deal"] is null && own["person"] is null && !PersonPronoun().IsMatch(rest) ? own.With(("deal", before["deal"])) : own;
        var (period, names) = PeriodReader.Take(rest, today, past: true);
        var name = QuestionReader.Words(names);
        return (name.Length > 0 ? before.About(name) : before) is var same && before.Tool == Toolbox.Timeline && period is not null ? same.With(("since", period?.From)) : same;
    }

    private static bool IsAboutOneDeal(PlannedCall own) => !own.IsGuess && own["filter"] is null && own.Tool != Toolbox.DealStatus;

    // The filter of the call before, with what the message says laid over it.
    private static PlannedCall Refined(PlannedCall before, DealFilter filter, PlannedCall own, string rest, bool narrows, DateOnly today)
    {
        var tool = WhichOnes().IsMatch(rest) ? Toolbox.FindDeals
            : own.Tool is Toolbox.SumDeals or Toolbox.ListRisks ? own.Tool
            : FilterPhrases.Grouping(rest) != DealGrouping.None || Cues.Figures().IsMatch(rest) ? Toolbox.SumDeals
            : before.Tool;
        var said = own["filter"] as DealFilter ?? FilterPhrases.Filter(QuestionReader.Without(rest, Cues.SortWords(), Cues.Grouping()), today, null);
        var (from, to) = (said.CloseFrom ?? said.CreatedFrom, said.CloseTo ?? said.CreatedTo);
        var created = (filter.CreatedFrom ?? filter.CreatedTo ?? said.CreatedFrom ?? said.CreatedTo) is not null;
        var merged = filter with
        {
            Status = FilterPhrases.Status(rest) ?? filter.Status,
            // Another owner takes the place of "my".
            Owner = said.Owner ?? (said.About is null || narrows ? filter.Owner : null),
            About = said.About is null ? (said.Owner is null || narrows ? filter.About : null) : narrows && filter.About is not null ? $"{said.About} {filter.About}" : said.About,
            MinAmount = said.MinAmount ?? filter.MinAmount,
            MaxAmount = said.MaxAmount ?? filter.MaxAmount,
            InactiveDays = said.InactiveDays ?? filter.InactiveDays,
        };
        if ((from ?? to) is not null)
        {
            merged = created
                ? merged with { CreatedFrom = from, CreatedTo = to, CloseFrom = null, CloseTo = null }
                : merged with { CloseFrom = from, CloseTo = to };
        }

        var call = new PlannedCall(tool, tool == before.Tool ? before.Arguments : new Dictionary<string, object?>());
        switch (tool)
        {
            case Toolbox.SumDeals:
                var (measure, status) = FilterPhrases.Figure(rest);
                var grouping = FilterPhrases.Grouping(rest);
                var counts = measure != DealMeasure.Count || AsksCount().IsMatch(rest) || before.Tool != Toolbox.SumDeals;
                return call.With(
                    ("filter", counts && measure is DealMeasure.WinRate or DealMeasure.CycleLength or DealMeasure.Weighted ? merged with { Status = status } : merged),
                    ("measure", counts ? measure : before["measure"]),
                    ("grouping", grouping != DealGrouping.None ? grouping : call["grouping"]));
            case Toolbox.ListRisks:
                return call.With(("filter", merged), ("sign", own.Tool == tool ? own["sign"] : before["sign"]));
            default:
                var (sort, descending) = FilterPhrases.Sort(rest);
                var sorts = Refine().IsMatch(rest) || Cues.SortWords().IsMatch(rest) || Cues.Superlative().IsMatch(rest);
                call = call.With(("filter", merged), ("take", Cues.Top().IsMatch(rest) || ShowsAll().IsMatch(rest) ? FilterPhrases.TakeIn(rest) : before["take"]));
                return sorts ? call.With(("sort", sort), ("descending", descending && !Ascending().IsMatch(rest))) : call;
        }
    }

    // "And Laura?" asks for another's words, "and about the permit?" for the same one's words on something else.
    private static PlannedCall AskedAgain(PlannedCall before, string rest, DateOnly today)
    {
        var (period, words) = PeriodReader.Take(rest, today, past: true);
        var names = QuestionReader.Words(QuestionReader.Without(words, Cues.Search()));
        if (period is not null)
            before = before.With(("since", period?.From), ("until", period?.To));
        return names.Length == 0 ? before
            : AtPlace().IsMatch(rest) ? before.With(("deal", names))
            : !char.IsUpper(names[0]) || OnMatter().IsMatch(rest) ? before.With(("query", names))
            : before["speaker"] is not null ? before.With(("speaker", names))
            : before.With(("deal", names));
    }

    // Nothing but what a filter says: "last year?", "per rep please", "in demo?" has a name and is read as one.
    private static bool OnlyRefines(string rest, DateOnly today)
    {
        if (Cues.Grouping().IsMatch(rest) || ShowsAll().IsMatch(rest))
            return true;
        var filter = FilterPhrases.Filter(rest, today, FilterPhrases.Status(rest));
        return filter.About is null && filter != new DealFilter();
    }

    private static string? Chosen(string message, List<(string Name, string Line)> choices)
    {
        if (choices.Count == 0)
            return null;
        var words = PassagePicker.Words(message).Where(w => !ChoiceFillers.Contains(w)).ToList();
        var said = PassagePicker.Words(message);
        // A message with much more in it than a choice is a new question.
        if (said.Count is 0 or > 8)
            return null;
        var position = Array.FindIndex(Ordinals, words.Contains);
        if (position < 0 && said.Count <= 2 && int.TryParse(said[^1], out var number))
            position = number - 1;
        if (words.Contains("last"))
            position = choices.Count - 1;
        if (position >= 0 && position < choices.Count)
            return choices[position].Name;
        if (Larger().IsMatch(message))
            return choices.MaxBy(c => AmountIn(c.Line)).Name;
        if (Smaller().IsMatch(message))
            return choices.MinBy(c => AmountIn(c.Line)).Name;

        var scored = choices.Select(c => (Choice: c.Name, Hits: PassagePicker.Words(c.Line).Count(words.Contains))).OrderByDescending(c => c.Hits).ToList();
        return scored[0].Hits > 0 && (scored.Count == 1 || scored[0].Hits > scored[1].Hits) ? scored[0].Choice : null;
    }

    private static decimal AmountIn(string line) =>
        decimal.TryParse(Amount().Match(line).Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture, out var amount) ? amount : 0;

    private static readonly HashSet<string> ChoiceFillers = ["the", "one", "a", "for", "of", "in", "on", "at", "i", "mean", "deal", "please", "and"];

    [GeneratedRegex(@"^\W*(?:well|oh|so|it(?:['’]s| is| was)|that(?:['’]s| is| was)|just)?\W*(?:because(?: of)?|due to|since|mainly|reason)?\W*(?:(?:is|was)\s+)?(?:the\s+)?", RegexOptions.IgnoreCase)]
    private static partial Regex Because();

    [GeneratedRegex(@"^\W*(?:never ?mind|forget it|no|nothing|stop|cancel|leave it|thanks?|thank you|ok(?:ay)?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex GivesUp();

    [GeneratedRegex(@"^- \*\*(?<name>(?:\\.|[^*\\\n])+)\*\*[^\n]*", RegexOptions.Multiline)]
    private static partial Regex Choice();

    [GeneratedRegex(@"\*\*(?<name>(?:\\.|[^*\\\n])+)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"^\s*(?:yes|yep|yeah|yup|sure|exactly|right|correct|of course|that one|that's (?:it|right)|ja|oui)\b(?:[\s,.!]+(?:please|exactly|that one|i do|i did|right|correct|thanks))*[\s.!]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Yes();

    [GeneratedRegex(@"^\s*(?:please\s+|now\s+|can you\s+|could you\s+)?(?:sort|order|rank)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Refine();

    [GeneratedRegex(@"^\s*(?:ok(?:ay)?[\s,]+)?(?:(?:and|what about|how about|what of|and what about|same (?:question |thing )?for|the same for|same (?:with|at)|now|only|just|but only|also|then|please)\b\s*(?:for\s+|on\s+|at\s+(?!\d))*)+(?:the\s+(?=same\b))?", RegexOptions.IgnoreCase)]
    private static partial Regex Lead();

    [GeneratedRegex(@"\b(?:only|just)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OnlyLead();

    [GeneratedRegex(@"\b(?:his|her|him|she|he|their)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PersonPronoun();

    [GeneratedRegex(@"\bhow many\b|\bcount\b|\bnumber\b", RegexOptions.IgnoreCase)]
    private static partial Regex AsksCount();

    [GeneratedRegex(@"^\s*(?:show|list|give me|see)?\s*(?:me\s+)?(?:them\s+)?(?:all|more|everything|the (?:rest|others))\b(?:\s+(?:of\s+)?(?:them|deals|please))*[\s?.!]*$", RegexOptions.IgnoreCase)]
    private static partial Regex ShowsAll();

    [GeneratedRegex(@"\b(?:ascending|smallest first|lowest first|oldest first|earliest first|soonest first)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ascending();

    // Points at what the last answer listed, or leaves out what it is about.
    [GeneratedRegex(@"\b(?:those|these|them|which ones?|that)\b|\bonly\b|\binstead\b|^\s*(?:which|how many|how much|list|show)(?:\s+(?:is|are|of|the|in|at|me|them|risk|total|overdue|stuck|stale|mine|biggest|largest|won|lost|open))*\s*[?.!]*\s*$|^\s*the\s+(?:biggest|largest|smallest|oldest|newest|total|sum|average)(?:\s+(?:one|ones|of them))?\s*[?.!]*\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Elliptic();

    [GeneratedRegex(@"^\s*(?:which|what|list|show)(?:\s+(?:ones?|deals|them|those|me|are|they|were|please|exactly))+\s*[?.!]*\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex WhichOnes();

    [GeneratedRegex(@"\b(?:first|second|third|fourth|fifth|last)\s+(?:one|deal|of (?:them|those|these))\b|\bnumber\s+\d\b", RegexOptions.IgnoreCase)]
    private static partial Regex OneOfThem();

    [GeneratedRegex(@"\b(?:bigger|biggest|larger|largest|more expensive)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Larger();

    [GeneratedRegex(@"\b(?:smaller|smallest|cheaper|cheapest)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Smaller();

    [GeneratedRegex(@"(?<=[€$£]|\b[A-Z]{3} )[\d,]+")]
    private static partial Regex Amount();

    [GeneratedRegex(@"^\s*(?:at|in|from|with)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AtPlace();

    [GeneratedRegex(@"^\s*(?:about|on|regarding|concerning)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OnMatter();
}
