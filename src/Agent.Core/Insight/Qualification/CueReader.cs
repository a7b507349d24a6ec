using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification;

/// <summary>Something said that bears on a criterion.</summary>
/// <param name="Said">Where.</param>
/// <param name="InFavour">True for, false against.</param>
/// <param name="Strength">How surely, 0 to 1.</param>
/// <param name="Status">How it was said.</param>
internal sealed record Sign(Said Said, bool InFavour, double Strength, StatementStatus Status);

/// <summary>Weighs what the buyer said by a criterion's cues, and the buyer's answers to the seller's questions about it.</summary>
internal static class CueReader
{
    /// <summary>Signs this close in strength count as equal; then the newest wins.</summary>
    private const double Tie = 0.15;

    /// <summary>Several weak signs add up, but never to an explicit statement of strength 1.</summary>
    private const double MostAddedUp = 0.84;

    /// <summary>Someone else's words weigh less than the speaker's own.</summary>
    private const double ReportedWeight = 0.7;

    private const double DeniedWeight = 0.85;

    /// <summary>What we wrote down of the buyer's words weighs a little less than the words.</summary>
    private const double NotedWeight = 0.85;

    /// <summary>Reads the signs for and against a criterion, in the order they were said.</summary>
    public static List<Sign> Signs(Talk talk, Criterion criterion, Lexicon lexicon)
    {
        var signs = new List<Sign>();
        var inFavour = Groups(criterion.For, lexicon);
        var against = Groups(criterion.Against, lexicon);
        var asked = Groups(criterion.Asked, lexicon);
        var askedAgainst = Groups(criterion.AskedAgainst, lexicon);
        foreach (var said in talk.All)
        {
            if (said.BySeller)
                AddAnswer(talk, said, asked, askedAgainst, signs);
            else if (!said.Sentence.IsQuestion || said.Utterance.Side == Side.Unknown)
                AddStatement(said, inFavour, against, signs);
            else
                AddStatement(said, [], against, signs);
        }

        signs.Sort((a, b) => a.Said.Order.CompareTo(b.Said.Order));
        return signs;
    }

    /// <summary>The verdict on signs: the stronger side wins, among equals the newest.</summary>
    public static (Verdict Verdict, double Strength) Weigh(List<Sign> signs)
    {
        var inFavour = Best(signs, true);
        var against = Best(signs, false);
        if (inFavour is null && against is null)
            return (Verdict.Unknown, 0);
        var strengthFor = AddUp(signs, true);
        var strengthAgainst = AddUp(signs, false);
        const double plain = 0.5;
        if (against is null || strengthFor - strengthAgainst > Tie || (Math.Abs(strengthFor - strengthAgainst) <= Tie && inFavour is not null && inFavour.Said.Order > against.Said.Order))
        {
            var conditional = (inFavour!.Status & StatementStatus.Conditional) != 0;
            return (conditional || strengthFor < plain ? Verdict.Partly : Verdict.Met, strengthFor);
        }

        return (strengthAgainst >= plain + 0.1 ? Verdict.NotMet : Verdict.Partly, strengthAgainst);
    }

    private static void AddStatement(Said said, List<CueGroup> inFavour, List<CueGroup> against, List<Sign> signs)
    {
        var tokens = said.IsReport ? Notes.InFirstPerson(said.Text.Text, said.Sentence) : said.Sentence.Tokens;
        var denied = new List<CueMatch>();
        var best = (Strength: 0.0, Match: default(CueMatch), InFavour: false);
        foreach (var group in against)
        {
            foreach (var match in group.Cues.Find(tokens))
            {
                denied.Add(match);
                // "I don't need to ask my manager" denies the obstacle: weaker than a claim, but in favour.
                var negated = Statements.IsNegated(tokens, match.Start);
                Consider(match, negated ? 0.6 * group.Strength : group.Strength, negated);
            }
        }

        foreach (var group in inFavour)
        {
            foreach (var match in group.Cues.Find(tokens))
            {
                // "still figuring out what we need" holds "we need"; the larger reading owns the words.
                if (denied.Exists(d => d.Start < match.End && match.Start < d.End))
                    continue;
                // "no issues with that" denies a pain by the way: less than saying that there is no need.
                var negated = Statements.IsNegated(tokens, match.Start);
                Consider(match, negated ? DeniedWeight * group.Strength : group.Strength, !negated);
            }
        }

        if (best.Strength <= 0)
            return;
        var status = Statements.At(said.Sentence, best.Match.Start, best.Match.End);
        if ((status & (StatementStatus.Hypothetical | StatementStatus.Sarcastic)) != 0 || (best.InFavour && Counterfactuals.Reaches(said.Sentence, best.Match.Start)))
            return;
        var weight = said.IsReport ? NotedWeight : (status & StatementStatus.Reported) != 0 && best.InFavour ? ReportedWeight : 1;
        signs.Add(new(said, best.InFavour, best.Strength * weight, status));

        void Consider(CueMatch match, double strength, bool favours)
        {
            if (strength > best.Strength)
                best = (strength, match, favours);
        }
    }

    /// <summary>The seller asks "do you decide?", the buyer says yes: the answer is the evidence.</summary>
    private static void AddAnswer(Talk talk, Said said, List<CueGroup> asked, List<CueGroup> askedAgainst, List<Sign> signs)
    {
        var sentences = said.Utterance.Sentences;
        var lastQuestion = sentences.LastOrDefault(s => s.IsQuestion) ?? sentences[^1];
        // A yes answers the last question of a turn, not an earlier one.
        if (said.Sentence != lastQuestion)
            return;
        AddAnswer(talk, said, Strongest(asked, said.Sentence.Tokens), true, signs);
        AddAnswer(talk, said, Strongest(askedAgainst, said.Sentence.Tokens), false, signs);
    }

    private static void AddAnswer(Talk talk, Said said, CueGroup? group, bool yesFavours, List<Sign> signs)
    {
        if (group is null)
            return;
        var reply = Dialogue.ReplyTo(said.Text, said.Utterance.Index, out var answer);
        if (reply == Reply.None || answer is null || answer.Side == Side.Seller)
            return;
        if (talk.All.FirstOrDefault(s => s.Text == said.Text && s.Utterance == answer) is not { } first)
            return;
        var negatedQuestion = !yesFavours && reply == Reply.No;
        var strength = reply == Reply.Yes && Dialogue.Hedges(answer) ? group.Strength / 2 : group.Strength;
        signs.Add(new(first, (reply == Reply.Yes) == yesFavours, negatedQuestion ? 0.6 * strength : strength, Statements.OfSentence(first.Sentence) & StatementStatus.Conditional));
    }

    /// <summary>Of the groups that a sentence has, the strongest, of equals the first; null for none.</summary>
    private static CueGroup? Strongest(List<CueGroup> groups, TokenList tokens)
    {
        CueGroup? strongest = null;
        foreach (var group in groups)
        {
            if ((strongest is null || group.Strength > strongest.Strength) && group.Cues.MatchesUndenied(tokens))
                strongest = group;
        }

        return strongest;
    }

    private static Sign? Best(List<Sign> signs, bool inFavour)
    {
        Sign? best = null;
        foreach (var sign in signs)
        {
            if (sign.InFavour == inFavour && (best is null || sign.Strength >= best.Strength - 1e-9))
                best = sign;
        }

        return best;
    }

    private static double AddUp(List<Sign> signs, bool inFavour)
    {
        double doubt = 1, strongest = 0;
        foreach (var sign in signs.Where(s => s.InFavour == inFavour))
        {
            doubt *= 1 - sign.Strength;
            strongest = Math.Max(strongest, sign.Strength);
        }

        return Math.Max(strongest, Math.Min(1 - doubt, MostAddedUp));
    }

    private static List<CueGroup> Groups(IReadOnlyList<string> names, Lexicon lexicon) => [.. names.Select(n => lexicon.Find(n)).OfType<CueGroup>()];
}
