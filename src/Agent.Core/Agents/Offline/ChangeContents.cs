using System.Text.RegularExpressions;
using Agent.Core.Agents.Tools;

namespace Agent.Core.Agents.Offline;

/// <summary>Reads requests that bring words of their own along: tasks, next steps, people, deals.</summary>
internal static partial class ChangeContents
{
    private const int LongestHint = 4;
    private const int LongestName = 4;

    /// <summary>"Jonas left the company", "Line no longer works there", "mark Reto as left".</summary>
    public static PlannedCall? ReadLeft(string body, DateOnly today)
    {
        if (ChangeCues.Left().Match(body) is not { Success: true } match || ChangeCues.Weighs().IsMatch(body) || ChangeCues.Negated().IsMatch(body))
            return null;
        var place = QuestionReader.Words(match.Groups["deal"].Value);
        var day = ChangeValues.Dates(body, today) is [.., var date] ? (DateOnly?)ChangeValues.Last(date) : null;
        return new PlannedCall(Toolbox.ProposeContactLeft, new Dictionary<string, object?>()).With(
            ("contact", match.Groups["who"].Value.Trim()), ("leftOn", day), ("deal", place), ("reason", body.Length <= Changes.ChangeSet.MaxReason ? body : null));
    }

    /// <summary>"remind me to …", "task for Acme: …", "log that we owe them …".</summary>
    public static PlannedCall? ReadTask(string body, DateOnly today)
    {
        if (ChangeCues.Task().Match(body) is not { Success: true } match)
            return null;
        var content = body[match.Length..];
        var head = ChangeCues.TaskHead().Match(content);
        content = content[head.Length..];
        var deal = QuestionReader.Words(head.Groups["deal"].Value);

        // A last sentence of a word or two names the deal: "… by Friday. Acme".
        var sentences = Cues.SentenceEnd().Split(content).Where(s => s.Trim().Length > 0).ToList();
        if (deal.Length == 0 && sentences.Count > 1 && QuestionReader.Words(sentences[^1]) is { Length: > 0 } last && sentences[^1].Trim().Split(' ').Length <= LongestHint
            && ChangeValues.Dates(sentences[^1], today).Count == 0)
            (deal, content) = (last, string.Join(". ", sentences.SkipLast(1)));

        DateOnly? due = null;
        if (ChangeValues.Dates(content, today) is [.., var date])
            (due, content) = (ChangeValues.Last(date), Joined(BeforeDay().Replace(content[..date.Start], ""), content[date.End..]));
        // "… for the Northwind renewal": what is called a deal names it, before any person of the task.
        if (deal.Length == 0 && ForDeal().Match(content) is { Success: true } named)
            deal = QuestionReader.Words(named.Groups["deal"].Value);
        return Task(content, due, deal);
    }

    /// <summary>A task with its day, and the deal where one is named.</summary>
    public static PlannedCall Task(string content, DateOnly? due, string deal)
    {
        // "Remind me on Friday to call Laura": the day may stand before the task too.
        var task = Polished(ChangeCues.TaskLead().Replace(content.TrimStart(), ""));
        var call = Call(Toolbox.ProposeTask, ("task", task), ("due", due));
        if (deal.Length > 0)
            return call.With(("deal", deal)) with { Otherwise = call };
        // Of the words of a task only those with a capital can be taken for the name of a deal.
        var names = string.Join(' ', Cues.NameWord().Matches(task).Skip(1).Select(m => Cues.Possessive().Replace(m.Value, "")).Where(w => char.IsUpper(w[0]) && w.Length > 1));
        return names.Length > 0 ? call.With(("deal", names)) with { Otherwise = call } : call with { Otherwise = call.With(("deal", QuestionReader.Words(task))) };
    }

    /// <summary>"set the next step to …", "next step Nuremberg = …".</summary>
    public static PlannedCall? ReadNextStep(string body, DateOnly today)
    {
        if (NextStepDay().Match(body) is { Success: true } moved && ChangeValues.Dates(moved.Groups["when"].Value, today) is [var day] && (day.Start, moved.Groups["when"].Value[day.End..].Trim(' ', '.', '!').Length) == (0, 0) && !ChangeCues.Negated().IsMatch(body))
            return Call(Toolbox.ProposeNextStep, ("due", ChangeValues.Last(day)), ("deal", QuestionReader.Words(moved.Groups["deal"].Value)));
        var match = ChangeCues.AsNextStep().Match(body) is { Success: true } put ? put : ChangeCues.NextStep().Match(body);
        if (!match.Success || ChangeCues.Negated().IsMatch(body[..match.Groups["step"].Index]) || ChangeCues.Asks().IsMatch(body))
            return null;
        return NextStep(match.Groups["step"].Value, today, QuestionReader.Words(match.Groups["deal"].Value));
    }

    /// <summary>A next step with its day, and the deal where one is named.</summary>
    public static PlannedCall NextStep(string step, DateOnly today, string deal)
    {
        DateOnly? due = null;
        if (ChangeValues.Dates(step, today) is [.., var date])
        {
            due = ChangeValues.Last(date);
            // In the middle of a step its day is part of what is to be done.
            if (step[date.End..].Trim(' ', '.', '!').Length == 0)
                step = step[..date.Start];
        }

        var call = Call(Toolbox.ProposeNextStep, ("step", Polished(step)), ("due", due));
        return deal.Length > 0 ? call.With(("deal", deal)) with { Otherwise = call } : call;
    }

    /// <summary>"create a deal for … worth …", "new deal at Rottmatt: Sursee stock transfer, 22k".</summary>
    public static PlannedCall ReadNewDeal(string body, DateOnly today)
    {
        var rest = ChangeCues.NewDeal().Replace(body, "", 1);
        DateOnly? close = null;
        if (ChangeValues.Dates(rest, today) is [.., var date])
            (close, rest) = (ChangeValues.Last(date), Joined(rest[..date.Start], rest[date.End..]));
        decimal? amount = null;
        string? currency = null;
        if (ChangeValues.Amounts(rest) is [.., var money])
            (amount, currency, rest) = (money.High, money.Currency, Joined(rest[..money.Start], rest[money.End..]));
        var at = ChangeCues.AtAccount().Match(rest).Groups["account"];
        var what = ChangeCues.ForWhat().Match(rest).Groups["what"];
        var called = ChangeCues.Called().Match(rest).Groups["name"];
        var account = at.Success ? at.Value : what.Value;
        // What follows a colon or a comma is its name when nothing else is.
        var parts = rest.Split([':', ',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var tail = parts.Skip(1).Select(Polished).FirstOrDefault(p => p.Length > 2 && QuestionReader.Words(p).Length > 0);
        var name = called.Success ? called.Value : tail ?? (at.Success && what.Success ? what.Value : null);
        return Call(
            Toolbox.ProposeNewDeal,
            ("account", QuestionReader.Words(account) is { Length: > 0 } words ? words : Polished(parts.FirstOrDefault() ?? "")),
            ("name", name is null ? null : Polished(name)),
            ("amount", amount),
            ("currency", currency),
            ("closeDate", close));
    }

    /// <summary>"add Ida Berg, head of IT, to Acme".</summary>
    public static PlannedCall? ReadNewContact(string body)
    {
        if (ChangeCues.AddPerson().Match(body) is not { Success: true } match || ChangeCues.Negated().IsMatch(body))
            return null;
        var rest = match.Groups["rest"].Value;
        var says = body[..match.Groups["rest"].Index];
        if (ChangeCues.NoPerson().IsMatch(rest))
            return null;
        var email = ChangeCues.Email().Match(rest);
        if (email.Success)
            rest = Joined(rest[..email.Index], rest[(email.Index + email.Length)..]);
        rest = Polished(ChangeCues.AsContact().Replace(rest, " ")).Trim('.', ',', ';', ' ');
        var place = ChangeCues.PersonPlaceFirst().Match(rest) is { Success: true } first ? first : ChangeCues.PersonPlaceLast().Match(rest);
        var deal = QuestionReader.Words(place.Groups["deal"].Value);
        if (place.Success)
            rest = Joined(rest[..place.Index], rest[(place.Index + place.Length)..]);

        var parts = rest.Split([',', '(', ')', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(p => p.Length > 1).ToList();
        if (parts.Count == 0)
            return null;
        var name = parts[0];
        var title = parts.Skip(1).FirstOrDefault();
        if (ChangeCues.NameThenTitle().Match(name) is { Success: true } both)
            (name, title) = (both.Groups["name"].Value, title ?? both.Groups["title"].Value);
        var words = name.Split(' ');
        // A name has capitals, or something else that only people have stands beside it.
        var isPerson = words.Length <= LongestName
            && (words.All(w => char.IsUpper(w[0]) || w.Length <= 3) || email.Success || says.Contains("contact", StringComparison.OrdinalIgnoreCase) || (title is not null && words.Length >= 2));
        return isPerson && (words.Length >= 2 || email.Success || title is not null || says.Contains("contact", StringComparison.OrdinalIgnoreCase))
            ? Call(Toolbox.ProposeNewContact, ("name", name), ("title", title is null ? null : ChangeCues.PersonIs().Replace(title.Trim('.', ' '), "")), ("email", email.Success ? email.Value.TrimEnd('.') : null), ("deal", deal))
            : null;
    }

    private static string Joined(string before, string after) => $"{before.TrimEnd()} {after.TrimStart()}".Trim();

    private static string Polished(string text)
    {
        var polished = text.Trim(' ', ',', ';', '"', '“', '”', '-', ':');
        for (var shorter = ChangeCues.TaskTail().Replace(polished, "").Trim(); shorter.Length < polished.Length; shorter = ChangeCues.TaskTail().Replace(polished, "").Trim())
            polished = shorter;
        return Cues.Spaces().Replace(polished, " ").Trim(' ', ',', ';', '.', '"', '“', '”', '-', ':');
    }

    private static PlannedCall Call(string tool, params (string Name, object? Value)[] arguments) =>
        new PlannedCall(tool, new Dictionary<string, object?>()).With(arguments);

    [GeneratedRegex(@"\b(?:move|push|shift|change|set|put|postpone|reschedule|bring|delay)\s+(?:back\s+)?(?:(?:the|our|its|(?<deal>[\p{L}\p{N}][\p{L}\p{N} &.-]{1,40}?)['’]s)\s+)?next step(?:['’]?s)?(?:\s+(?:of|for|on|at|with)\s+(?:the\s+)?(?<deal>[^,;:]{2,60}?))?\s+(?:back\s+|forward\s+)?(?:to|until|till)\s+(?<when>[^.;]+?)\s*[.!]*$", RegexOptions.IgnoreCase)]
    private static partial Regex NextStepDay();

    [GeneratedRegex(@"\s+(?:by|on|until|till|before|at)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex BeforeDay();

    [GeneratedRegex(@"\b(?i:for|on|at|in)\s+(?:(?i:the)\s+)?(?<deal>\p{Lu}[\p{L}\p{N}&.-]*(?:\s+[\p{L}\p{N}&.-]+){0,3}?\s+(?i:renewal|deal|roll-?out|pilot|expansion|opportunity))\s*[.!]?\s*$")]
    private static partial Regex ForDeal();
}
