using System.Text.RegularExpressions;
using Agent.Core.Insight.Qualification;

namespace Agent.Core.Insight.Texts;

/// <summary>Turns what our record of a talk tells of the buyer ("she wants the list by May") into words to the buyer ("you want the list by May").</summary>
internal static partial class Reported
{
    private const int MostWords = 24;

    /// <summary>A record speaks of the buyer; what it says of us, or what we tell ourselves to do, is not for the buyer.</summary>
    public static string? ToBuyer(DraftFacts facts, Said said, string? recipient)
    {
        var text = said.Text.Text[said.Sentence.Start..said.Sentence.End].Trim().TrimEnd('.', '!', ';', ' ');
        text = Source().Replace(Imperative().Replace(text, ""), "");
        if (text.Length == 0 || FollowUpDrafter.CountWords(text) is < 3 or > MostWords || Ours().IsMatch(text) || Judging().IsMatch(text) || !BuyerVoice.IsPresentable(text) || facts.NamesCompetitor(text))
            return null;
        if (recipient is { Length: > 0 } name)
            text = Regex.Replace(text, $@"\b(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?(?:{Regex.Escape(name)}|{Regex.Escape(Addressee.FirstOf(name))}|{Regex.Escape(name.Split(' ')[^1])})\b", "she", RegexOptions.None, TimeSpan.FromSeconds(1));
        if (StartsWithVerb().IsMatch(text))
            text = "she " + char.ToLowerInvariant(text[0]) + text[1..];
        text = SubjectAndVerb().Replace(text, m => $"you {Base(m.Groups["verb"].Value)}");
        text = Subject().Replace(text, "you");
        text = Whose().Replace(text, "your");
        text = Whom().Replace(text, "you");
        return Lower(text);
    }

    /// <summary>What we told the buyer, without the telling: "the hotline is open from 7 to 19 hours".</summary>
    public static string? Told(Said said)
    {
        var text = said.Text.Text[said.Sentence.Start..said.Sentence.End].Trim().TrimEnd('.', ' ');
        return Telling().Match(text) is { Success: true } told && BuyerVoice.IsPresentable(text) ? Lower(text[told.Length..]) : null;
    }

    /// <summary>What the buyer asked, without the asking: "when the hotline is open".</summary>
    public static string? Asked(Said said)
    {
        var text = said.Text.Text[said.Sentence.Start..said.Sentence.End].Trim().TrimEnd('.', ' ');
        return Asking().Match(text) is { Success: true } asked && BuyerVoice.IsPresentable(text) ? Whose().Replace(text[asked.Length..], "your") : null;
    }

    private static string Lower(string text) => text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;

    private static string Base(string verb) => verb.ToLowerInvariant() switch
    {
        "is" => "are",
        "was" => "were",
        "has" => "have",
        "does" => "do",
        "goes" => "go",
        var other when other.EndsWith("ies", StringComparison.Ordinal) => other[..^3] + "y",
        var other when other.EndsWith("sses", StringComparison.Ordinal) || other.EndsWith("ches", StringComparison.Ordinal) || other.EndsWith("shes", StringComparison.Ordinal) => other[..^2],
        var other when other.EndsWith('s') && !other.EndsWith("ss", StringComparison.Ordinal) => other[..^1],
        var other => other,
    };

    [GeneratedRegex(@"^(wants|needs|has|uses|loses|hopes|expects|worries|likes|would like|plans|asked|asks|complains|complained|said|says|wishes|misses|spends|looks)\b", RegexOptions.IgnoreCase)]
    private static partial Regex StartsWithVerb();

    [GeneratedRegex(@"\b(she|he|they|(the )?(customer|client|buyer|prospect))\s+(?<verb>\p{Ll}+)", RegexOptions.IgnoreCase)]
    private static partial Regex SubjectAndVerb();

    [GeneratedRegex(@"\b(she|he|they)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Subject();

    [GeneratedRegex(@"\b(their|his|her(?= \p{Ll}))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Whose();

    [GeneratedRegex(@"\b(them|him|her)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Whom();

    [GeneratedRegex(@"^[^:""]{3,40}:\s+")]
    private static partial Regex Source();

    [GeneratedRegex(@"[,;]\s*(try|call|ring|wait|ask|send|chase|push|offer|come back|write)\b.*$", RegexOptions.IgnoreCase)]
    private static partial Regex Imperative();

    [GeneratedRegex(@"\b(I|I'll|I'd|we|we'll|our|ours|us|me|my|told|parked|note to self)\b|\b(upsell|margin|floor|discount|commission|quota|forecast|competitor|rival)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ours();

    [GeneratedRegex(@"\b(difficult|stubborn|cheap|cheapskate|price-sensitive|annoying|flaky|nervous|slow|lazy|weak|clueless|rude|arrogant|bottleneck|politics|desperate|naive|high maintenance|seems|seemed|probably|looks like|pushover|tired|grumpy|hostile|friendly|champion|blocker)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Judging();

    [GeneratedRegex(@"^((I|we) )?(told|promised|confirmed to|assured|said to|explained to|informed) (her|him|them|\p{Lu}\w+)( and \p{Lu}\w+)?( again)?( that)?[:,]? ", RegexOptions.IgnoreCase)]
    private static partial Regex Telling();

    [GeneratedRegex(@"^(she|he|they|\p{Lu}\w+)( then| also)? (asked|asks|wanted to know|wants to know)( us| me)?( again)? (?=(when|whether|if|how|what|who|where|which|until|why)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Asking();
}
