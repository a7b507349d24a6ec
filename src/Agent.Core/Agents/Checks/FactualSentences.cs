using System.Text.RegularExpressions;

namespace Agent.Core.Agents.Checks;

/// <summary>What a turn did besides talking, by the results of its tools.</summary>
/// <param name="Proposed">A change was put where a person decides about it.</param>
/// <param name="Applied">A change was made at once, as the team's rules allow.</param>
/// <param name="Drafted">A message was drafted.</param>
internal sealed record TurnDeeds(bool Proposed, bool Applied, bool Drafted)
{
    /// <summary>Nothing but talk and look-ups.</summary>
    public static TurnDeeds None { get; } = new(false, false, false);
}

/// <summary>
/// Tells the sentences that state a fact from those that do something else: greet, ask, offer, advise, doubt, or say what is not known. A sentence
/// that is none of these is a statement, whatever its language; so what is new or odd is held against the sources rather than let through.
/// </summary>
internal static partial class FactualSentences
{
    // What can be done to records and people. A model's tools do none of it.
    private const string Deed =
        "(?<deed>moved|set|changed|updated|sent|e-?mailed|mailed|messaged|approved|rejected|applied|deleted|removed|created|added|saved|noted|logged|recorded|entered|scheduled|booked|arranged|marked|closed|opened|reopened"
        + "|assigned|notified|informed|told|asked|reminded|shared|forwarded|called|phoned|contacted|invited|undone|undid|reverted|cancell?ed|confirmed|completed|finished|executed|increased|decreased|raised|lowered|reduced"
        + "|pushed|postponed|extended|shortened|parked|won|merged|imported|exported|uploaded|replied|answered|responded|wrote|written|made|put|filed|submitted|signed|paid|registered|linked|attached|renamed|archived"
        + "|escalated|adjusted|corrected|fixed|modified|edited|published|posted|replaced|reset|restored|switched|transferred|handed|done|did)";

    private const string Stress = "(?:just|now|already|also|successfully|then|all|both|since|therefore)";

    // At the beginning of a sentence, before what is to be done; before a verb they are nouns.
    private const string Advice =
        "(?:ask|send|call|e-?mail|write|follow|confirm|check|schedule|book|arrange|prepare|share|review|agree|set|get|give|find|propose|offer|remind|invite|keep|make|move|update|add|bring|clarify|close|discuss|draft|ensure"
        + "|explain|focus|identify|involve|introduce|look|meet|negotiate|nudge|open|plan|present|push|qualify|reach|request|resolve|show|start|stay|talk|tell|test|try|use|verify|visit|wait|work|name|choose|pick|approve"
        + "|edit|reject|see|note|read|answer|reply|respond|contact|consider|record|map|build|hold|let|have|be|do|don['’]t|avoid|take|press|go|put|raise|line|speak|chase|rephrase|say|leave|remember|secure|settle|sign)";

    private static readonly HashSet<string> FilingDeeds =
        new(["put", "filed", "submitted", "sent", "made", "created", "added", "entered", "noted", "recorded", "logged", "saved", "written", "wrote"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether what a sentence says to have been done was done by a tool of the turn; null when it says nothing of the kind.</summary>
    /// <param name="sentence">The sentence, without words in quotation marks.</param>
    /// <param name="deeds">What the turn did.</param>
    /// <param name="isCited">True when it cites a source: then it may tell what others did.</param>
    public static bool? IsDone(string sentence, TurnDeeds deeds, bool isCited)
    {
        var plain = Plain(sentence);
        var claim = OwnDeed().Match(plain) is { Success: true } own ? own : BareDeed().Match(plain) is { Success: true } bare ? bare : DoneTo().Match(plain);
        if (!claim.Success || (isCited && !OwnDeed().IsMatch(plain) && !BareDeed().IsMatch(plain)) || Denied().IsMatch(plain))
            return null;
        // A proposal can be put, sent or made; that something is set and waits for approval as well cannot be.
        var files = FilingDeeds.Contains(claim.Groups["deed"].Value) && Filing().IsMatch(plain);
        return deeds.Applied || (deeds.Proposed && files) || (deeds.Drafted && Drafting().IsMatch(plain));
    }

    /// <summary>True when a sentence tells that something waits for a person's answer.</summary>
    /// <param name="sentence">The sentence.</param>
    public static bool TellsOfProposal(string sentence) => Filing().IsMatch(sentence);

    /// <summary>True when a sentence states nothing that needs a source.</summary>
    /// <param name="sentence">The sentence.</param>
    public static bool NeedsNoSource(string sentence)
    {
        var plain = Plain(sentence);
        return !plain.Any(char.IsLetter)
            || plain[^1] == '?'
            || Courtesy().IsMatch(plain)
            || Advises().IsMatch(plain)
            // "I do not know who, but the budget is confirmed" says both.
            || ((OwnPart().IsMatch(plain) || Ignorance().IsMatch(plain) || Doubt().IsMatch(plain)) && !Turn().IsMatch(plain));
    }

    /// <summary>True when a line is a heading: marked as one or all in bold, and no longer than a name for what follows.</summary>
    /// <param name="line">The line.</param>
    public static bool IsHeading(string line) => Heading().IsMatch(line) && line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= 7;

    // Without the mark of an item, emphasis, and the label of a line such as "Next step:".
    private static string Plain(string sentence) => Label().Replace(Marks().Replace(sentence, ""), "").Trim();

    [GeneratedRegex(@"^\s*(?:[-*•>]\s+|\d{1,3}[.)]\s+)+|\*\*|__|`")]
    private static partial Regex Marks();

    [GeneratedRegex(@"^\s*(?:next|then|first|second|third|finally|also|after that|in short|suggestion|advice|recommendation|(?:\p{L}+ )?(?:next )?steps?|action|to do)\s*[:,]\s*(?=\S)", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s*(?:#{1,6}\s+\S.*|\*\*[^*]+\*\*:?\s*)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\bI(?:['’]ve| have)?(?: " + Stress + @")* " + Deed + @"\b", RegexOptions.IgnoreCase)]
    private static partial Regex OwnDeed();

    [GeneratedRegex(@"^(?:ok(?:ay)?[,.!]? |sure[,.!]? |great[,.!]? |(?:it|that|this|everything|all)(?:['’]s| is| are| has been| have been)? ?)?(?:" + Stress + " )*" + Deed + @"(?: (?:now|successfully|it|that|for you|as requested|as you asked|as asked))*[.!\s]*$", RegexOptions.IgnoreCase)]
    private static partial Regex BareDeed();

    [GeneratedRegex(@"\b(?:has|have)(?: " + Stress + ")* been(?: " + Stress + ")* " + Deed + @"\b|\b(?:is|are|was|were) " + Stress + " " + Deed + @"\b|\b(?:was|were) " + Deed + @"[.!]?$", RegexOptions.IgnoreCase)]
    private static partial Regex DoneTo();

    [GeneratedRegex(@"\b(?:nothing|not|never|no)\b|n['’]t\b", RegexOptions.IgnoreCase)]
    private static partial Regex Denied();

    [GeneratedRegex(@"\b(?:propos(?:al|als|ed|e)|approval|suggest(?:ion|ed)?|inbox)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Filing();

    [GeneratedRegex(@"\b(?:drafts?|drafted|wrote|written|prepared)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Drafting();

    [GeneratedRegex(@"^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|thanks|thank you|you['’]re welcome|welcome|sure|of course|certainly|sorry|my apologies|great|ok(?:ay)?|gladly|happy to help|here (?:is|are|you go))\b(?:[\s,]+\S+){0,8}$", RegexOptions.IgnoreCase)]
    private static partial Regex Courtesy();

    // What the assistant says of itself and to the user.
    [GeneratedRegex(
        @"^(?:(?:but|and|so|then|otherwise|if \S[^,]{1,80}),? )?(?:I (?:can|could|cannot|can['’]t|would|recommend|suggest|advise|need|do not|don['’]t)\b|I['’]d\b|I (?:am|was)(?: only| not)? (?:able|unable|sorry|here|happy|glad|an?|your)\b|I['’]m (?:only |not )?(?:able|unable|sorry|here|happy|glad|an?|your)\b"
        + @"|I(?:['’]ll| will) (?:look|check|search|show|help|wait|need)\b|I (?:looked|searched|checked|compared|read|left out|understood|assumed|took)\b|let me\b|please\b|feel free\b|tell me\b|you (?:can|could|may|might|should|need|asked|want|mean|wanted)\b|if you\b|we (?:can|could|should)\b|let us\b|let['’]s\b)",
        RegexOptions.IgnoreCase)]
    private static partial Regex OwnPart();

    [GeneratedRegex("^(?:(?:then|also|first|next|finally|and|so|now)[, ]+)?" + Advice + @"\s+(?!(?:is|are|was|were|has|have|had|will|would|can|came|went|sent|left|said|took|\p{L}+ed)\b)\S|^" + Advice + "[.!]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Advises();

    [GeneratedRegex(
        @"\b(?:not (?:yet )?(?:known|recorded|mentioned|stated|clear|available|found|noted|on record)|unknown|unclear)\b|\b(?:nothing|nobody|no one|none)\b[^,;]{0,40}\b(?:known|recorded|said|says|found|mentioned|noted|on record)\b"
        + @"|\b(?:do|does|did|can|could)(?: not|n['’]t|not) (?:\p{L}+ )?(?:know|find|see|say|tell|mention|show|state|name|contain)\b|\bI (?:find|found|see|have) (?:no|nothing)\b"
        + @"|\bno (?:record|note|email|call|mention|information|source|result|data|text)s?\b[^,;]{0,30}\b(?:says?|said|found|about|mentions?|shows?|tells?|names?|of)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Ignorance();

    // With its small letter: in May something happens.
    [GeneratedRegex(@"\b(?:may|might|could|perhaps|[Pp]erhaps|maybe|[Mm]aybe|[Pp]robably|[Pp]ossibly|[Pp]resumably|likely|seems?|appears?|would|should|I (?:think|guess|assume|suspect|believe)|[Ii]t looks)\b")]
    private static partial Regex Doubt();

    [GeneratedRegex(@"\b(?:but|however|although|though|yet|while|whereas)\b|;", RegexOptions.IgnoreCase)]
    private static partial Regex Turn();
}
