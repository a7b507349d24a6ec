using System.Collections.Frozen;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>The words of a sentence that say what it is about, cut to a common stem.</summary>
internal static class Terms
{
    private static readonly FrozenSet<string> Stop = (
        "a an the and or but nor so yet for of to in on at by with from into onto about over under after before between through during than then as if that this these those it its "
        + "i me my mine we us our ours you your yours he him his she her hers they them their theirs who whom whose which what when where why how there here not no yes yeah yep ok okay "
        + "is am are was were be been being do does did done doing have has had having will would shall should can could may might must ought 's s t d ll re ve m let "
        + "all any both each few more most other some such only own same too very just also really quite maybe perhaps actually basically well right now still even ever never always "
        + "get gets got getting go goes going went gone come comes came make makes made say says said tell told know knows knew think thinks thought mean means want wants see sees saw look looks looking "
        + "one two three lot lots bit kind sort thing things stuff something anything everything nothing someone anyone everyone way much many like because while though although since until unless "
        + "up down out off back again else around away yet oh um uh hmm mm hm huh ah please thanks thank sorry sure great good nice fine cool alright hello hi hey bye "
        + "put take took give gave use used using try need needs guess suppose probably already actually sort yourself ourselves themselves itself myself he's she's gonna wanna cause 'cause whatever whether").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    /// <summary>True for a word that says what a sentence is about.</summary>
    public static bool IsContent(Token token) => token.Kind != TokenKind.Symbol && token.Norm.Length > 1 && !Stop.Contains(token.Norm);

    /// <summary>Stems of the content words, in order, repeated ones included.</summary>
    public static IEnumerable<string> Of(TokenList tokens) => tokens.Where(IsContent).Select(t => Stem(t.Norm));

    /// <summary>How much two sentences share: common stems over the smaller number of stems, 0 to 1.</summary>
    public static double Overlap(IReadOnlyCollection<string> a, IReadOnlyCollection<string> b)
    {
        if (a.Count == 0 || b.Count == 0)
            return 0;
        var set = a.ToHashSet();
        return (double)b.Distinct().Count(set.Contains) / Math.Min(set.Count, b.Distinct().Count());
    }

    /// <summary>A light stem (Harman's S-stemmer with "-ing" and "-ed"): only what makes a word plural or moves it in time goes.</summary>
    public static string Stem(string word)
    {
        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal))
            return word[..^3] + "y";
        if (word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal))
            return Undouble(word[..^3]);
        if (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal))
            return Undouble(word[..^2]);
        if (word.Length > 4 && word.EndsWith("es", StringComparison.Ordinal) && word[^3] is 's' or 'x' or 'h')
            return word[..^2];
        if (word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i'))
            return Undouble(word[..^1]);
        return word.Length > 4 && word[^1] == 'e' ? word[..^1] : word;
    }

    private static string Undouble(string stem)
    {
        if (stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'e'))
            return stem[..^1];
        return stem.Length > 4 && stem[^1] == 'e' ? stem[..^1] : stem;
    }
}
