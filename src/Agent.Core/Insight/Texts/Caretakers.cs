using System.Text.RegularExpressions;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>Who of us looks after the buyer once the deal is won, as a note, a task, the next step or a message says.</summary>
internal static partial class Caretakers
{
    public static (string Name, string Where, Evidence? Evidence)? Of(DraftFacts facts)
    {
        foreach (var said in facts.Notes.Concat(facts.Records).Concat(facts.ByUs).OrderByDescending(s => s.Order))
        {
            if (NameIn(facts, said.Text.Text[said.Sentence.Start..said.Sentence.End]) is { } name)
                return (name, "our records of the deal", said.Quote);
        }

        if (facts.File.Deal.NextStep is { } step && NameIn(facts, step) is { } next)
            return (next, "next step of the deal", null);
        return facts.File.Tasks.Select(t => NameIn(facts, t.Title)).FirstOrDefault(n => n is not null) is { } task ? (task, "open task", null) : null;
    }

    private static string? NameIn(DraftFacts facts, string sentence)
    {
        if (!Care().IsMatch(sentence))
            return null;
        foreach (Match name in Name().Matches(sentence))
        {
            var who = name.Value;
            if (NotNames().IsMatch(who) || facts.NamesCompetitor(who) || Taken(facts).Any(n => n.Contains(who, StringComparison.OrdinalIgnoreCase) || who.Contains(n, StringComparison.OrdinalIgnoreCase)))
                continue;
            if (!sentence[..name.Index].TrimEnd().EndsWith(" not", StringComparison.OrdinalIgnoreCase) && !sentence[..name.Index].TrimEnd().EndsWith("instead of", StringComparison.OrdinalIgnoreCase))
                return who;
        }

        return null;
    }

    /// <summary>The buyer's people, the company, our products and the sender are nobody that the buyer would be handed over to.</summary>
    private static IEnumerable<string> Taken(DraftFacts facts) =>
        facts.File.Stakeholders.Select(s => s.Contact.Name).Append(facts.File.Account?.Name).Append(facts.File.Owner?.Name).Append(facts.Request.SenderName).Concat(facts.Request.Products.Select(p => p.Name)).OfType<string>().Where(n => n.Length > 2);

    [GeneratedRegex(@"\b(account manage(r|ment)|AM|CSM|customer success|takes? care|tak(e|es|ing) over|looks? after|looking after|contact person|your contact|onboarding|implementation|project (lead|manager)|hand[- ]?over|start call|kick-?off|welcome|introduce|opposite number)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Care();

    [GeneratedRegex(@"\b(?!(?:Account|Manager|Management|Customer|Success|Kick|Start|Call|Monday|Tuesday|Wednesday|Thursday|Friday|January|February|March|April|May|June|July|August|September|October|November|December|Send|Welcome|Handover|Hand|Project|Lead|Tell|Told|Ask|Introduce|From|Then|And|The|With|Please|Correction|Signed|Go|Phase|Team|Support|Training|She|He|They|We|You|Our|Your|AM|CSM)\b)\p{Lu}\p{Ll}+(?:[-’'’]\p{L}+)?(?: (?:van|von|de|der|den|da|di|del|la|le|bin|al|O'))* \p{Lu}[\p{Ll}’']+(?:[-]\p{Lu}\p{Ll}+)?\b")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(Account|Manager|Management|Customer|Success|Kick|Start|Call|Monday|Tuesday|Wednesday|Thursday|Friday|January|February|March|April|May|June|July|August|September|October|November|December|Send|Welcome|Handover|Hand|Project|Lead|Tell|Told|Ask|Introduce|From|Then|And|The|With|Please|Correction|Signed|Go|Phase|Team|Support|Training)\b")]
    private static partial Regex NotNames();
}
