using System.Collections.Frozen;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Signals;

/// <summary>What a statement can be about, as far as an answer to an objection must be about the same.</summary>
[Flags]
internal enum Subjects
{
    None = 0,
    Price = 1,
    Timeline = 2,
    Feature = 4,
    Security = 8,
    Trust = 16,
    Change = 32,
    Terms = 64,
}

/// <summary>A sentence with the marks that several readers ask for, worked out once.</summary>
/// <param name="Said">The sentence.</param>
/// <param name="Subjects">What it is about.</param>
/// <param name="Accepts">True when it agrees to something or calls it settled.</param>
internal sealed record Line(Said Said, Subjects Subjects, bool Accepts)
{
    public TokenList Tokens => Said.Sentence.Tokens;

    /// <summary>True for words of the buyer, or for what a note of ours tells of them.</summary>
    public bool TellsBuyer => Said.ByBuyer || (Said.IsReport && Said.Utterance.Side != Side.Buyer);
}

/// <summary>All statements about a deal, oldest first.</summary>
internal sealed class Conversation
{
    private static readonly FrozenDictionary<string, Subjects> Words = new (Subjects Subject, string[] Words)[]
    {
        (Subjects.Price, ["price", "prices", "priced", "pricing", "cost", "costs", "costing", "expensive", "pricey", "cheaper", "budget", "budgets", "discount", "discounts", "quote", "quotes", "quoted", "quotation", "fee", "fees", "afford", "rebate", "licence", "license", "invoice", "preis", "preise", "preislich", "kosten", "kostet", "angebot", "rabatt", "teuer"]),
        (Subjects.Timeline, ["timeline", "timelines", "timing", "timeframe", "deadline", "deadlines", "schedule", "delivery", "deliver", "delivers", "delivered", "live", "rollout", "date", "dates", "start", "weeks", "termin", "lieferzeit", "zeitplan"]),
        (Subjects.Feature, ["feature", "features", "integrate", "integrates", "integration", "integrations", "support", "supports", "supported", "function", "functionality", "api", "export", "exports", "import", "roadmap", "module", "workaround", "interface", "connector", "requirement", "requirements", "funktion", "schnittstelle"]),
        (Subjects.Security, ["security", "secure", "gdpr", "dsgvo", "privacy", "compliance", "compliant", "data", "hosting", "hosted", "encrypted", "encryption", "iso", "soc", "audit", "dpa", "legal", "certificate", "certified", "certification", "pentest", "datenschutz"]),
        (Subjects.Trust, ["reference", "references", "customers", "track", "experience", "funding", "funded", "stability", "founded", "references", "profitable", "referenz", "referenzen"]),
        (Subjects.Change, ["migration", "migrate", "migrating", "training", "train", "trained", "adoption", "adopt", "onboarding", "onboard", "switch", "switching", "rollout", "effort", "learning", "workload", "disruption", "downtime", "implementation", "schulung", "einführung", "aufwand"]),
        (Subjects.Terms, ["contract", "contracts", "term", "terms", "clause", "clauses", "commitment", "liability", "notice", "cancel", "cancellation", "termination", "terminate", "renewal", "payment", "year", "years", "monthly", "annual", "lock", "vertrag", "laufzeit", "kündigung", "haftung"]),
    }.SelectMany(g => g.Words.Select(w => (Word: w, g.Subject))).GroupBy(w => w.Word).ToFrozenDictionary(g => g.Key, g => g.Aggregate(Subjects.None, (all, w) => all | w.Subject));

    private static readonly KeyFilter WordKeys = KeyFilter.OfWords(Words.Keys);

    private static readonly CueSet CaseStudy = CueSet.Of("case (study|studies)", "track record", "(similar|other) customers");

    private static readonly CueSet Acceptance = CueSet.Of(
        "(works|work|fine|ok|okay|good|great|acceptable|reasonable|manageable|doable|perfect) .1 (for|with|by) (us|me|them|her|him)", "(can|could) .1 (live|work) with",
        "(agree|agreed|accept|accepted|accepts|happy|fine|comfortable|satisfied|ok|okay) .1 (with|to|on|about)", "no longer .3 (concern*|issue*|problem*|worr*|objection*|blocker|relevant)",
        "(is|are|was|were|been|got|now|has|have|gets) .2 (resolved|solved|settled|sorted|cleared|addressed|answered|approved|waived|lifted|covered|clarified)", "off the table", "out of the way",
        "not .3 (issue|problem|concern|blocker|worry) .2 (anymore|any more|any longer|now|for us)", "(answers|answered|addresses|addressed|solves|resolves|resolved|clears|removes) .4 (question*|concern*|worr*|issue*|doubt*|objection*)",
        "signed off .2", "that (helps|works|makes sense|is fair|is fine|is reasonable|would work|convinces)", "makes sense", "fair enough", "we are (good|fine|ok|okay) (with|on)", "(price|pricing|timeline|security|contract) is .2 (fine|ok|okay|good|agreed)",
        "passt für uns", "damit können wir leben", "ist .2 geklärt");

    public Conversation(IReadOnlyList<ReadActivity> texts)
    {
        Texts = [.. texts.OrderBy(t => t.At)];
        var lines = new List<Line>();
        foreach (var text in Texts)
        {
            foreach (var utterance in text.Statements)
            {
                foreach (var sentence in utterance.Sentences)
                {
                    if (sentence.Tokens.Count > 0)
                        lines.Add(new(new(text, utterance, sentence, lines.Count), SubjectsOf(sentence.Tokens), IsAcceptance(sentence)));
                }
            }
        }

        Lines = lines;
    }

    public IReadOnlyList<ReadActivity> Texts { get; }

    public IReadOnlyList<Line> Lines { get; }

    public static Subjects SubjectsOf(TokenList tokens)
    {
        var subjects = Subjects.None;
        var keys = tokens.Keys;
        for (var i = 0; i < keys.Length; i++)
        {
            if (WordKeys.HasWord(keys[i]) && Words.TryGetValue(tokens[i].Norm, out var subject))
                subjects |= subject;
        }

        return CaseStudy.Matches(tokens) ? subjects | Subjects.Trust : subjects;
    }

    private static bool IsAcceptance(Sentence sentence) =>
        !sentence.IsQuestion && Acceptance.MatchesUndenied(sentence.Tokens)
        && (Statements.OfSentence(sentence) & (StatementStatus.Conditional | StatementStatus.Sarcastic)) == 0;
}
