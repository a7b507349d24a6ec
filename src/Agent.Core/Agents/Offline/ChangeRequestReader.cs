using System.Text.RegularExpressions;
using Agent.Core.Agents.Tools;

namespace Agent.Core.Agents.Offline;

/// <summary>What a message asks to change.</summary>
/// <param name="Calls">The proposing tools to call; empty when it asks for what cannot be done.</param>
/// <param name="Refusal">Why it cannot be done, in a sentence or two, or null.</param>
internal sealed record ChangeRequest(IReadOnlyList<PlannedCall> Calls, string? Refusal = null);

/// <summary>
/// Tells requests for a change from questions about one: "move Acme to negotiation" from "should we move Acme to negotiation?". What is
/// only weighed, denied, reported or tied to a condition is no request.
/// </summary>
internal static class ChangeRequestReader
{
    private const int LongestDealHint = 4;

    // What teams count by has fewer words: "No budget", "Went with a competitor".
    private const int WordsOfSentence = 5;

    /// <summary>Reads a message.</summary>
    /// <param name="question">The message, as it was typed.</param>
    /// <param name="today">The day of the message.</param>
    /// <returns>What it asks to change, or null when it asks for no change.</returns>
    public static ChangeRequest? Read(string question, DateOnly today)
    {
        // "My biggest deal" is one deal; which one is for the tool to find out.
        if (Superlative.In(question) is { Success: true } most)
        {
            var request = ReadPlain($"{question[..most.Index]} this deal{question[(most.Index + most.Length)..]}", today);
            return request is null ? null : request with { Calls = [.. request.Calls.Select(c => c["deal"] is null && c.Otherwise is null ? c.With(("deal", most.Value.Trim())) : c)] };
        }

        return ReadPlain(question, today);
    }

    private static ChangeRequest? ReadPlain(string question, DateOnly today)
    {
        if (ReadWithQuestion(question, today) is { } both)
            return both;
        var text = ChangeValues.WithWholeDays(question.Trim());
        if (ChangeCues.Decides().IsMatch(text))
            return new([], ChangeRefusals.Decide);
        if (ChangeMoods.AsksWhatWaits(text))
            return new([ReadPending(text)]);

        var asksTo = ChangeCues.AsksTo().IsMatch(text);
        var body = Body(text);
        if (!asksTo && (ChangeCues.Asks().IsMatch(body) || text.EndsWith('?')) && !Cues.SentenceEnd().IsMatch(body))
            return ChangeRefusals.Advice(text) is { } advice ? new([], advice) : null;

        if (ChangeCues.ChangesOwner().IsMatch(body) || ChangeCues.EndsWait().IsMatch(body))
            return new([], ChangeCues.EndsWait().IsMatch(body) ? ChangeRefusals.Wait : ChangeRefusals.Owner);
        if (ReadTasks(body, today) is { Count: > 1 } tasks)
            return new(tasks);
        var record = ReadRecord(body, today);
        if (record is null && ImpossibleValues.Refuse(body) is { } impossible)
            return new([], impossible);
        var calls = record is not null ? [record] : ReadFields(body, asksTo, today);
        if (calls.Count == 0 && ChangeContents.ReadLeft(body, today) is { } left)
            calls = [left];
        // What is no value of the field that was named passes for a stage nobody knows.
        if ((calls.Count == 0 || calls is [{ Tool: Toolbox.ProposeStage }]) && ImpossibleValues.RefuseUnread(body) is { } unread)
            return new([], unread);
        if (calls.Count == 0 && ChangeRefusals.Act(body) is null && ChangeRefusals.Advice(text) is null && ChangeByValue.Read(text, today) is { } unforeseen)
            calls = [unforeseen];
        if (calls.Count == 0 && ChangeByValue.OnlyTells(text, today))
            return new([], ChangeRefusals.Told);
        if (calls.Count > 0)
        {
            return ChangeCues.Bypasses().IsMatch(text) ? new([], ChangeRefusals.Bypass)
                : calls[0].Tool != Toolbox.ProposeTask && ChangeCues.Several().IsMatch(body) ? new([], ChangeRefusals.OneByOne)
                : new(calls);
        }

        return (ChangeRefusals.Act(body) ?? ChangeRefusals.Advice(text)) is { } refusal ? new([], refusal) : null;
    }

    // "Move it to Friday, and what should I do next?": the change first, then the answer, about the same deal.
    private static ChangeRequest? ReadWithQuestion(string message, DateOnly today)
    {
        if (ChangeCues.AndAsks().Match(message) is not { Success: true } asks
            || Read(message[..asks.Index], today) is not { Calls: [var change, ..] } request
            || QuestionReader.Read(asks.Groups["question"].Value, [], today) is not { } answer)
            return null;
        var about = answer is { Tool: Toolbox.NextStep } && answer["deal"] is null && change["deal"] is string deal ? answer.About(deal) : answer;
        return request with { Calls = [.. request.Calls, about] };
    }

    private static string Body(string text) => Trimmed(ChangeCues.Lead().Replace(ChangeCues.Courtesy().Replace(ChangeCues.Trail().Replace(text, ""), " "), ""));

    private static string Trimmed(string text) => Cues.Spaces().Replace(text, " ").Trim(' ', ',', ';');

    private static PlannedCall ReadPending(string text)
    {
        var deal = QuestionReader.Words(QuestionReader.Without(text, ChangeCues.PendingWords(), ChangeCues.CommandWords()));
        return new PlannedCall(Toolbox.ListProposals, new Dictionary<string, object?>()).With(
            ("deal", deal), ("thisDeal", deal.Length == 0 && Cues.ThisOne().IsMatch(text) ? true : null), ("mine", ChangeCues.ForMe().IsMatch(text) ? true : null));
    }

    // "A task to call Laura by Friday and a task to send the contract": each on its own, on the deal that one of them names.
    private static List<PlannedCall> ReadTasks(string body, DateOnly today)
    {
        var parts = ChangeCues.BetweenTasks().Split(body);
        if (parts.Length < 2 || ChangeContents.ReadTask(parts[0], today) is null)
            return [];
        return [.. parts.Select((p, i) => ChangeContents.ReadTask(i == 0 ? p : $"add a task {p}", today)).OfType<PlannedCall>()];
    }

    // What brings words of its own along is read as a whole.
    private static PlannedCall? ReadRecord(string body, DateOnly today) =>
        ChangeContents.ReadTask(body, today)
        ?? ChangeContents.ReadNextStep(body, today)
        ?? (ChangeCues.NewDeal().IsMatch(body) ? ChangeContents.ReadNewDeal(body, today) : null)
        ?? (ReadsAsField(body, today) ? null : ChangeContents.ReadNewContact(body));

    // "Add 10k to Acme" adds no person.
    private static bool ReadsAsField(string body, DateOnly today) => ReadClause(body, "", null, today) is not null;

    private static List<PlannedCall> ReadFields(string body, bool asksTo, DateOnly today)
    {
        var parts = ChangeCues.Between().Split(body);
        if (parts.Length > 1)
        {
            var each = parts.Select(p => Read(Trimmed(ChangeCues.Lead().Replace(p, "")), asksTo, today)).ToList();
            if (each.TrueForAll(c => c is not null))
                return [.. each.Select(c => c!["deal"] is null && each[0]!["deal"] is { } deal ? c.With(("deal", deal)) : c)];
        }

        return Read(body, asksTo, today) is { } call ? [call] : [];
    }

    // The first clause that commands; what stands before it may name the deal, and what stands around it is the reason.
    private static PlannedCall? Read(string body, bool asksTo, DateOnly today)
    {
        var sentences = Cues.SentenceEnd().Split(body).Where(s => s.Trim().Length > 0).ToList();
        for (var s = 0; s < sentences.Count; s++)
        {
            var sentence = Trimmed(ChangeCues.Lead().Replace(sentences[s], ""));
            if (!asksTo && (ChangeCues.Asks().IsMatch(sentence) || sentence.EndsWith('?')))
                continue;
            var clauses = ChangeCues.Break().Split(sentence).Where(c => c.Trim().Length > 0).Select(Trimmed).ToList();
            if (clauses.Exists(c => ChangeCues.Conditional().IsMatch(c) || (!asksTo && ChangeCues.Asks().IsMatch(c))))
                continue;
            for (var i = 0; i < clauses.Count; i++)
            {
                var before = string.Join(", ", sentences.Take(s).Concat(clauses.Take(i)));
                var after = string.Join(", ", clauses.Skip(i + 1).Concat(sentences.Skip(s + 1)));
                if (ReadClause(Trimmed(ChangeCues.Lead().Replace(clauses[i], "")), before, Reason(before, after), today) is { } call)
                    return call;
            }

            if (clauses.Count > 1 && ReadClause(sentence, string.Join(", ", sentences.Take(s)), null, today) is { } whole)
                return whole;
        }

        return null;
    }

    private static string? Reason(string before, string after)
    {
        var reason = Trimmed($"{before}, {after}").TrimEnd('.', '!', '?');
        return reason.Length is > 3 and <= Changes.ChangeSet.MaxReason ? reason : null;
    }

    private static PlannedCall? ReadClause(string clause, string before, string? reason, DateOnly today)
    {
        if (ChangeCues.Weighs().IsMatch(clause) || ChangeCues.Negated().IsMatch(clause))
            return null;
        return ReadLoss(clause, before, reason)
            ?? ReadPark(clause, before, reason, today)
            ?? ReadQualification(clause, before, reason)
            ?? ReadRole(clause, before, reason)
            ?? ReadCloseDate(clause, before, reason, today)
            ?? (ChangeCues.AmountField().IsMatch(clause) ? ReadAmount(clause, before, reason, today) : null)
            ?? ReadStage(clause, before, reason, today)
            ?? ReadAmount(clause, before, reason, today);
    }

    private static PlannedCall? ReadLoss(string clause, string before, string? reason)
    {
        if (!ChangeCues.Loss().IsMatch(clause))
            return null;
        var whole = $"{clause}. {reason}";
        var rival = ChangeCues.Rival().Match(whole);
        var rest = ChangeCues.Rival().Replace(clause, m => m.Value.StartsWith("lost", StringComparison.OrdinalIgnoreCase) ? m.Value[..m.Value.LastIndexOf(" to ", StringComparison.OrdinalIgnoreCase)] : " ");
        // Who won instead is worth more than what else was said.
        var said = rival.Groups["who"] is { Success: true } winner && reason?.Contains(winner.Value, StringComparison.OrdinalIgnoreCase) != true ? whole.Trim('.', ' ') : reason;
        return Call(Toolbox.ProposeLoss, QuestionReader.Without(rest, ChangeCues.Loss()) is var left && HasDeal(left) ? left : rest, before, ("lossReason", LossCategory(whole) ?? said), ("reason", said));
    }

    /// <summary>The words that teams count a loss by, or null when none of them is given.</summary>
    public static string? LossCategory(string text) =>
        ChangeCues.Rival().IsMatch(text) ? "Competitor" : LossCategories.FirstOrDefault(c => Regex.IsMatch(text, c.Pattern, RegexOptions.IgnoreCase)).Reason;

    /// <summary>A loss reason as teams count it: a sentence about one of the usual reasons is that reason, so that losses of one kind stay one group.</summary>
    public static string CountedLoss(string reason) => reason.Count(char.IsWhiteSpace) >= WordsOfSentence - 1 && LossCategory(reason) is { } known ? known : reason;

    // The words that teams keep their loss reasons in.
    private static readonly (string Reason, string Pattern)[] LossCategories =
    [
        ("No budget", @"\bbudget\b|\bno money\b|\bfunding\b"),
        ("Price", @"\btoo (?:expensive|dear|costly|pricey)\b|\bprice\b|\bpricing\b|\bcheaper\b|\bcosts?\b"),
        ("Timing", @"\btiming\b|\btoo early\b|\btoo late\b|\bnext year\b|\bpostponed\b"),
        ("No decision", @"\bno decision\b|\bwent (?:dark|quiet|silent)\b|\bghost\w*\b|\bno (?:answer|reply|response)\b|\bnever (?:answered|replied)\b|\bstay\w* with what\b|\bdo(?:ing)? nothing\b"),
    ];

    private static PlannedCall? ReadPark(string clause, string before, string? reason, DateOnly today)
    {
        if (!ChangeCues.Park().IsMatch(clause))
            return null;
        var rest = QuestionReader.Without(clause, ChangeCues.Park());
        DateOnly? until = null;
        if (ChangeValues.Dates(rest, today) is [.., var day])
            (until, rest) = (day.From <= today ? day.To : day.From, ChangeValues.Without(rest, day.Start, day.End - day.Start));
        else if (ChangeValues.TakeSpan(rest) is { } span)
            (until, rest) = (today.AddMonths(span.Months).AddDays(span.Days), span.Remaining);
        return Call(Toolbox.ProposePark, rest, before, ("until", until), ("reason", reason));
    }

    private static PlannedCall? ReadQualification(string clause, string before, string? reason)
    {
        if (!ChangeCues.Qualification().IsMatch(clause) || !ChangeCues.Accepts().IsMatch(clause))
            return null;
        // "Put Vantaa in qualification" names the stage, "put that in the qualification" the score.
        var framework = ChangeCues.FrameworkName().Match(clause);
        var points = ChangeCues.Pointing().IsMatch(clause) || Regex.IsMatch(clause, @"\bscor|\bqualification (?:of|for|at|score)|^(?:accept|save|update|record|take over|propose)\b", RegexOptions.IgnoreCase);
        if (!points && !framework.Success)
            return null;
        var rest = QuestionReader.Without(clause, ChangeCues.Qualification(), ChangeCues.Accepts());
        return Call(Toolbox.ProposeQualification, rest, before, ("framework", framework.Success ? framework.Value.ToLowerInvariant() : null), ("reason", reason));
    }

    private static PlannedCall? ReadRole(string clause, string before, string? reason)
    {
        var match = new[] { ChangeCues.AsRole(), ChangeCues.RoleIs(), ChangeCues.IsRole() }.Select(p => p.Match(clause)).FirstOrDefault(m => m.Success);
        if (match is null || FilterPhrases.Role(match.Groups["role"].Value) is not { } role)
            return null;
        var who = Trimmed(QuestionReader.Words(Cues.Courtesy().Replace(match.Groups["who"].Value, " ")));
        if (who.Length == 0)
            return null;
        var rest = ChangeValues.Without(clause, match.Index, match.Length);
        var place = match.Groups["deal"].Success ? match.Groups["deal"].Value : ChangeCues.AtDeal().Match(rest).Groups["deal"].Value;
        return Call(Toolbox.ProposeContactRole, place, place.Length > 0 || ChangeCues.Here().IsMatch(clause) ? "" : before, ("contact", who), ("role", role), ("reason", reason));
    }

    private static PlannedCall? ReadCloseDate(string clause, string before, string? reason, DateOnly today)
    {
        var field = ChangeCues.CloseDate().IsMatch(clause);
        if ((!field && ChangeCues.OtherDates().IsMatch(clause)) || ChangeCues.StandsStill().IsMatch(clause) || !(ChangeCues.Moves().IsMatch(clause) || ChangeCues.SetsDate().IsMatch(clause)))
            return null;
        if (ChangeValues.Dates(clause, today) is [.., var date] dates)
        {
            var rest = dates.AsEnumerable().Reverse().Aggregate(clause, (text, d) => ChangeValues.Without(text, d.Start, d.End - d.Start));
            return Call(Toolbox.ProposeCloseDate, ChangeCues.CloseDate().Replace(rest, " "), before, ("date", ChangeValues.Last(date)), ("reason", reason));
        }

        return (field || ChangeCues.Moves().IsMatch(clause)) && ChangeValues.TakeSpan(clause) is { } span
            ? Call(
                Toolbox.ProposeCloseDate,
                ChangeCues.CloseDate().Replace(span.Remaining, " "),
                before,
                ("shiftDays", span.Days == 0 ? null : span.Days),
                ("shiftMonths", span.Months == 0 ? null : span.Months),
                ("reason", reason))
            : null;
    }

    private static PlannedCall? ReadAmount(string clause, string before, string? reason, DateOnly today)
    {
        var sets = ChangeCues.SetsValue().IsMatch(clause);
        if (!sets && !(ChangeCues.AmountField().IsMatch(clause) && ChangeCues.IsNow().IsMatch(clause)))
            return null;
        var sign = ChangeCues.Down().IsMatch(clause) ? -1 : 1;
        if (ChangeCues.ByPercent().Match(clause) is { Success: true } share)
        {
            var percent = decimal.Parse(share.Groups["n"].Value.Replace(',', '.'), System.Globalization.CultureInfo.InvariantCulture);
            return Call(Toolbox.ProposeAmount, Rest(share.Index, share.Length), before, ("changeBy", sign * percent), ("percent", true), ("reason", reason));
        }

        if (ChangeValues.Amounts(clause) is not [.., var amount] || ChangeValues.Dates(clause, today).Count > 0)
            return null;
        var by = ChangeCues.EndsWithBy().IsMatch(clause[..amount.Start]);
        return Call(
            Toolbox.ProposeAmount,
            Rest(amount.Start, amount.End - amount.Start),
            before,
            ("amount", by ? null : amount.High),
            ("changeBy", by ? sign * amount.High : null),
            ("currency", amount.Currency),
            ("reason", reason));

        string Rest(int start, int length) => ChangeCues.AmountField().Replace(ChangeValues.Without(clause, start, length), " ");
    }

    private static PlannedCall? ReadStage(string clause, string before, string? reason, DateOnly today)
    {
        var match = new[] { ChangeCues.ToStage(), ChangeCues.Won(), ChangeCues.ToWord() }.Select(p => p.Match(clause)).FirstOrDefault(m => m.Success);
        if (match?.Groups["stage"] is not { } stage)
            return null;
        var name = stage.Value.ToLowerInvariant();
        if ((Vocabulary.IsFiller(name) && name is not "won") || ChangeValues.Dates($"on {name}", today).Count > 0)
            return null;
        var ahead = ChangeCues.EndsWithTo().Replace(clause[..stage.Index], " ");
        return Call(
            Toolbox.ProposeStage,
            $"{ahead} {clause[(stage.Index + stage.Length)..]}",
            before,
            ("stage", name.StartsWith("negotiation", StringComparison.Ordinal) ? "negotiation" : name == "qualified" ? "qualification" : stage.Value),
            ("reason", reason));
    }

    private static bool HasDeal(string rest) => Place(rest).Length > 0;

    private static string Place(string text) => QuestionReader.Words(QuestionReader.Without(text, ChangeCues.CommandWords()));

    private static PlannedCall Call(string tool, string rest, string before, params (string Name, object? Value)[] arguments)
    {
        var call = new PlannedCall(tool, new Dictionary<string, object?>()).With(arguments);
        var deal = Place(rest);
        if (deal.Length > 0)
            return call.With(("deal", deal));
        // What was said before may name the deal, or speak of the one in focus.
        var hint = Place(before);
        return hint.Length > 0 && hint.Split(' ').Length <= 2 * LongestDealHint ? call.With(("deal", hint)) with { Otherwise = call } : call;
    }
}
