using System.Text;
using Agent.Core.Deals;

namespace Agent.Core.Insight.Texts;

/// <summary>
/// Drafts follow-up emails from what the store holds: in the buyer's own words, with one ask on a working day, without a number,
/// a date or a promise that nobody put there. What the store does not say is listed as a gap for the sender.
/// </summary>
public static class FollowUpDrafter
{
    /// <summary>Drafts an email.</summary>
    /// <param name="request">What for, in whose name, from which price book.</param>
    /// <param name="texts">The deal with its texts.</param>
    /// <param name="now">The time of writing.</param>
    /// <returns>The draft, or a refusal that says what is missing for it.</returns>
    public static DraftResult Draft(DraftRequest request, DealTexts texts, DateTimeOffset now)
    {
        var facts = new DraftFacts(request, texts, now);
        if (Refusal(facts) is { } reason)
            return DraftResult.Refuse(reason);
        var addressee = Addressee.Of(facts);
        var day = AskPlanner.Plan(facts);
        var plan = new DraftWriter(facts, addressee, day).Write();
        NoteGaps(plan, facts, addressee);

        var checker = new DraftChecker(facts, day.On);
        if (plan.Ask is not { } ask || checker.Fault(ask, isAsk: true) is not null)
            return DraftResult.Refuse("No ask could be worded that the record bears out.");
        foreach (var paragraph in plan.Paragraphs)
            paragraph.RemoveAll(line => line != ask && checker.Fault(line, isAsk: false) is not null);
        if (checker.Fault(new(plan.Subject, 3), isAsk: false) is not null)
            plan.Subject = Subjects.Neutral(facts);

        var (greeting, signOff) = Frame(request.Style, addressee, Plain(request.SenderName ?? texts.File.Owner?.Name ?? ""));
        // A colleague needs all of it; only a letter has to be short.
        var body = Fit(plan, ask, greeting, signOff, request.Kind == DraftKind.HandOver ? WritingStyle.LongWords : request.Style.MaxWords);
        var sources = plan.Paragraphs.SelectMany(p => p)
            .SelectMany(line => line.Evidence is { Count: > 0 } evidence ? evidence.Select(e => new DraftSource(line.Text, e, line.Record)) : line.Record is { } record ? [new DraftSource(line.Text, null, record)] : []);
        return new(new(request.Kind, addressee.Recipient, plan.Subject, body, new(ask.Text, day.On), [.. sources], [.. plan.Gaps.Distinct()]), null);
    }

    /// <summary>Name or other field as one plain line: people type anything into it.</summary>
    internal static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Trim())
        {
            if (c is '<' or '>' or '{' or '}' or '[' or ']' or '"' or '?' or '!')
                continue;
            plain.Append(char.IsControl(c) || char.IsWhiteSpace(c) ? ' ' : c);
        }

        const int longest = 80;
        var words = string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= longest ? words : words[..longest].TrimEnd();
    }

    private static string? Refusal(DraftFacts facts) => (facts.Request.Kind, facts.File.Stage.Status) switch
    {
        (DraftKind.HandOver or DraftKind.Welcome, not DealStatus.Won) => $"The deal is in {facts.File.Stage.Name}: {(facts.Request.Kind == DraftKind.HandOver ? "a hand-over" : "a welcome")} comes after it is won.",
        (DraftKind.ProposalCover or DraftKind.ObjectionAnswer or DraftKind.AfterSilence, DealStatus.Won) => "The deal is won: what is left is the hand-over and the welcome.",
        (DraftKind.ReEngage, DealStatus.Won) => "The deal is won: there is nothing to take up again.",
        (DraftKind.ProposalCover or DraftKind.ObjectionAnswer or DraftKind.AfterSilence, DealStatus.Lost) => "The deal is lost: take it up again first.",
        (DraftKind.AfterMeeting, _) when facts.LastTalk is null => "No meeting or call with the buyer is on record.",
        (DraftKind.ObjectionAnswer, _) when !facts.ByBuyer.Any() && !DraftWriter.HasNotedObjection(facts) => "Nothing from the buyer is on record, so there is no objection to answer.",
        (DraftKind.AfterSilence, _) when facts.File.Activities.All(a => a.At > facts.Deal.Now) => "Nothing has happened on the deal yet, so there is no silence to break.",
        _ => null,
    };

    private static void NoteGaps(DraftPlan plan, DraftFacts facts, Addressee addressee)
    {
        if (facts.Request.Kind == DraftKind.HandOver)
            return;
        if (addressee.Recipient.Name is null)
            plan.Gaps.Add("No contact is on record: fill in who this goes to.");
        if (addressee.Recipient.Email is null)
            plan.Gaps.Add($"No email address of {addressee.Recipient.Name ?? "the buyer"} is on record.");
        if (!facts.ByBuyer.Any())
            plan.Gaps.Add("Nothing that the buyer said is on record: add what they told you.");
        if (BuyerLanguage.Of(facts) is { } language)
            plan.Gaps.Add($"The buyer writes {language}; this draft is in English.");
    }

    private static (string Greeting, string SignOff) Frame(WritingStyle style, Addressee addressee, string sender)
    {
        var formal = style.Tone == DraftTone.Formal || addressee.IsFormal;
        var name = Plain(formal && !addressee.IsFormal ? addressee.Recipient.Name ?? "" : addressee.Address);
        var greeting = style.Greeting is { Length: > 0 } own
            ? own.Contains("{name}", StringComparison.Ordinal) ? own.Replace("{name}", name, StringComparison.Ordinal).Replace(" ,", ",", StringComparison.Ordinal)
                : name.Length > 0 && !own.Contains(name, StringComparison.OrdinalIgnoreCase) ? $"{own.TrimEnd(' ', ',')} {name}," : own
            : (formal ? "Dear " : style.Tone == DraftTone.Warm ? "Hello " : "Hi ") + name + ",";
        if (name.Length == 0 && style.Greeting is not { Length: > 0 })
            greeting = formal ? "Good day," : "Hello,";
        var closing = style.SignOff is { Length: > 0 } end ? end : formal ? "Kind regards," : style.Tone == DraftTone.Warm ? "Warm regards," : "Best,";
        return (greeting.Trim(), sender.Length > 0 && !closing.Contains(sender, StringComparison.OrdinalIgnoreCase) && !Signs(closing, sender) ? $"{closing}\n{sender}" : closing);
    }

    private static bool Signs(string closing, string sender) => closing.Contains('\n', StringComparison.Ordinal) && closing.Contains(Addressee.FirstOf(sender), StringComparison.OrdinalIgnoreCase);

    /// <summary>Leaves lines out, lightest and last first, until the text is within its limit.</summary>
    private static string Fit(DraftPlan plan, DraftLine ask, string greeting, string signOff, int mostWords)
    {
        while (true)
        {
            plan.Paragraphs.RemoveAll(p => p.Count == 0 || (p.Count == 1 && p[0].Text.EndsWith(':')));
            var body = $"{greeting}\n\n{string.Join("\n\n", plan.Paragraphs.Select(Join))}\n\n{signOff}";
            if (CountWords(body) <= mostWords)
                return body;
            var lightest = plan.Paragraphs.SelectMany(p => p).Where(l => l != ask).OrderBy(l => l.Weight).FirstOrDefault()?.Weight;
            var victim = plan.Paragraphs.SelectMany(p => p).LastOrDefault(l => l != ask && l.Weight == lightest);
            if (victim is null)
                return body;
            foreach (var paragraph in plan.Paragraphs)
                paragraph.Remove(victim);
        }
    }

    private static string Join(List<DraftLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            if (text.Length > 0)
                text.Append(line.IsBullet ? '\n' : ' ');
            text.Append(line.IsBullet ? "- " : "").Append(line.Text);
        }

        return text.ToString();
    }

    internal static int CountWords(string text) => text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries).Count(w => w.Any(char.IsLetterOrDigit));
}
