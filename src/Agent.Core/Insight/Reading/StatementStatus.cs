using System.Collections.Frozen;

namespace Agent.Core.Insight.Reading;

/// <summary>What keeps words from being a plain assertion of their speaker.</summary>
[Flags]
public enum StatementStatus
{
    /// <summary>Said as a fact.</summary>
    Plain = 0,

    /// <summary>Denied.</summary>
    Negated = 1,

    /// <summary>Asked.</summary>
    Question = 2,

    /// <summary>Imagined: "if we had budget".</summary>
    Hypothetical = 4,

    /// <summary>Told of somebody else: "my boss says".</summary>
    Reported = 8,

    /// <summary>True only if something else happens: "subject to board approval".</summary>
    Conditional = 16,

    /// <summary>Takes something said before back: "actually it is 40k now".</summary>
    Correction = 32,

    /// <summary>Clearly not meant: "yeah, right".</summary>
    Sarcastic = 64,
}

/// <summary>Tells negation, questions, hypotheticals, reported speech, conditions, corrections and clear sarcasm.</summary>
public static class Statements
{
    private static readonly FrozenSet<string> Negators = new[]
    {
        "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "hardly", "barely", "lack", "lacks", "lacking", "unable", "zero", "nowhere",
    }.ToFrozenSet();

    /// <summary>Words after which a negation says nothing about what follows: "no problem", "not only".</summary>
    private static readonly FrozenSet<string> AfterHarmless = new[]
    {
        "problem", "problems", "worries", "doubt", "question", "only", "just", "wait", "mention", "issue", "issues", "matter", "later", "longer",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> ClauseBreaks = new[]
    {
        "but", "however", "although", "though", "because", "since", "while", "whereas", "so", "yet", "except", "which",
    }.ToFrozenSet();

    // Every word before what is asked about is looked up; nearly all end here.
    private static readonly KeyFilter NegatorKeys = KeyFilter.OfWords(Negators);
    private static readonly KeyFilter BreakKeys = KeyFilter.OfWords(ClauseBreaks);

    private static readonly FrozenSet<string> PoliteIfs = new[] { "possible", "needed", "necessary", "any", "so", "not", "anything", "required" }.ToFrozenSet();

    /// <summary>Words after which "if" means "whether": "see if", "wondering if" ask; they imagine nothing.</summary>
    private static readonly FrozenSet<string> AsksWith = new[]
    {
        "see", "wondering", "wonder", "check", "know", "sure", "ask", "as", "even", "decided", "decide", "deciding", "determine", "determining", "determined", "out", "say", "unsure", "clear", "certain",
        "evaluate", "evaluating", "assess", "assessing", "convinced", "tell", "understand", "confirm", "verify", "unclear", "consider", "considering", "explore", "exploring", "question", "questioning", "evident", "obvious", "doubt",
    }.ToFrozenSet();

    private static readonly CueSet Conditions = CueSet.Of(
        "subject to", "contingent (on|upon)", "conditional on", "depend* (on|upon)", "pending .4 (approval|review|sign|decision|budget)", "provided [that] (we|i|the|it|you|they|our)",
        "as long as", "only if", "assuming", "unless", "on [the] condition", "once .5 (approv*|signs|signed|sign)", "if .4 (approv*|signs off)", "needs .3 approval",
        "(still|first) (needs|need|has to|have to|must) .3 (approv*|sign|signed|go through|pass|okay|confirm*|release*|agree*|clear*)", "(needs|need) .2 (okay|ok|nod|consent) (from|of|by)");

    private static readonly CueSet Reports = CueSet.Of(
        "(he|she|they|boss|manager|cfo|ceo|cto|cio|director|colleague|colleagues|team|board|partner|department|somebody|someone|people) (said|says|say|told|tells|thinks|think|mentioned|claims|claimed|believes|believe|asked|suggested)",
        "according to", "i (heard|was told|have heard|am told)", "(apparently|supposedly|allegedly|rumor has it)");

    private static readonly CueSet Corrections = CueSet.Of(
        "^[oh|sorry|well|no|wait|hm] [,] actually", "correction", "let me correct", "i (misspoke|was wrong|made a mistake)", "scratch that", "make that", "i meant", "sorry [,] (i mean|not)",
        "rather than", "changed .3 (mind|to)", "(instead of) #", "(went|gone|goes) (up|down) to", "(raised|cut|increased|reduced|lowered|bumped|revised|moved|pushed) .3 to", "it is .5 now$", "it is # now", "(is|are) now", "^now [,] (it is|we are|they are|that is)", "(not|no longer) .3 anymore",
        "turns out", "(update|updated) .4", "on second thought", "^no [,] (it is|we|wait)");

    private static readonly CueSet Sarcasm = CueSet.Of(
        "^[oh] (yeah|yes|sure) [,] right$", "^[oh] yeah right", "as if", "good luck with that", "in your dreams", "when (pigs fly|hell freezes)", "^[oh|yeah|sure] [,] (great|wonderful|fantastic|brilliant|lovely) [,] (another|just what|exactly what|more)",
        "(money|budget) (grows|is growing) on trees", "because (money|budget) is no object", "thanks for nothing", "how (generous|kind) of you", "tell me another");

    /// <summary>The status of the tokens from <paramref name="first"/> to <paramref name="last"/> (exclusive) of a sentence.</summary>
    public static StatementStatus At(Sentence sentence, int first, int last)
    {
        var status = OfSentence(sentence);
        if (IsNegated(sentence.Tokens, first))
            status |= StatementStatus.Negated;
        if (IsHypothetical(sentence.Tokens, first, last))
            status |= StatementStatus.Hypothetical;
        return status;
    }

    /// <summary>The part of the status that holds for a whole sentence.</summary>
    public static StatementStatus OfSentence(Sentence sentence) => sentence.Values.Status ??= StatusOf(sentence);

    private static StatementStatus StatusOf(Sentence sentence)
    {
        var status = sentence.IsQuestion ? StatementStatus.Question : StatementStatus.Plain;
        if (Conditions.Matches(sentence.Tokens))
            status |= StatementStatus.Conditional;
        if (Reports.Matches(sentence.Tokens))
            status |= StatementStatus.Reported;
        if (Corrections.Matches(sentence.Tokens))
            status |= StatementStatus.Correction;
        if (Sarcasm.Matches(sentence.Tokens))
            status |= StatementStatus.Sarcastic;
        return status;
    }

    /// <summary>True when a negation before <paramref name="first"/> reaches it within its clause.</summary>
    public static bool IsNegated(TokenList tokens, int first)
    {
        var negations = 0;
        for (var i = first - 1; i >= 0; i--)
        {
            if (EndsClause(tokens, i))
                break;
            if (Denies(tokens, i))
                negations++;
        }

        return negations % 2 == 1;
    }

    /// <summary>True for a negator that denies nothing, as in "no problem", "not only", "why not", "can't wait".</summary>
    internal static bool IsHarmless(TokenList tokens, int i) =>
        (i + 1 < tokens.Count && (AfterHarmless.Contains(tokens[i + 1].Norm) || tokens[i + 1].Norm is ",")) || (i > 0 && tokens[i - 1].Norm is "why")
        || (i + 2 < tokens.Count && tokens[i + 1].Norm is "a" or "an" && tokens[i + 2].Norm is "problem" or "issue");

    /// <summary>True for a word or sign that a new clause begins with.</summary>
    internal static bool EndsClause(TokenList tokens, int i) =>
        (BreakKeys.HasWord(tokens.Keys[i]) && ClauseBreaks.Contains(tokens[i].Norm)) || (tokens[i].Kind == TokenKind.Symbol && tokens[i].Norm is "," or ";" or ":" or "-" or "." or "!" or "?")
        || (tokens[i].Is("and") && i + 1 < tokens.Count && tokens[i + 1].Norm is "i" or "we" or "it" or "they" or "he" or "she" or "that" or "my" or "our");

    /// <summary>True for a word that denies what follows it in its clause.</summary>
    internal static bool Denies(TokenList tokens, int i) => NegatorKeys.HasWord(tokens.Keys[i]) && Negators.Contains(tokens[i].Norm) && !IsHarmless(tokens, i);

    /// <summary>True for an "if" or the like that begins a condition or a fancy, not for "if possible" or "see if".</summary>
    internal static bool BeginsFancy(TokenList tokens, int i) =>
        tokens[i].Norm is "if" or "suppose" or "imagine" or "hypothetically"
        && !(i + 1 < tokens.Count && PoliteIfs.Contains(tokens[i + 1].Norm)) && !(i > 0 && AsksWith.Contains(tokens[i - 1].Norm));

    private static bool IsHypothetical(TokenList tokens, int first, int last)
    {
        for (var i = Math.Min(last, tokens.Count) - 1; i >= 0; i--)
        {
            if (tokens[i].Norm is "wish" && i < first && i > 0 && tokens[i - 1].Norm is "i" or "we")
                return true;
            if (!BeginsFancy(tokens, i))
                continue;
            var comma = i;
            while (comma < tokens.Count && tokens[comma].Norm is not ("," or "then"))
                comma++;
            if (first <= comma)
                return true;
            for (var k = comma; k < first; k++)
            {
                if (tokens[k].Norm is "would" or "could" or "might")
                    return true;
            }
        }

        return false;
    }
}
