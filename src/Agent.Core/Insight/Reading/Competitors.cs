using System.Collections.Frozen;

namespace Agent.Core.Insight.Reading;

/// <summary>A competitor named in a sentence.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="Name">The name as known, or as written when the talk itself revealed it.</param>
/// <param name="Incumbent">True when the buyer uses it today.</param>
public sealed record CompetitorMention(int Start, int End, string Name, bool Incumbent);

/// <summary>Finds competitors: known names anywhere, and unknown ones by how they are spoken of ("versus X", "currently on X", "looking at X too").</summary>
public static class Competitors
{
    private static readonly CueSet Using = CueSet.Of(
        "(currently|today|already|now|presently) .2 (on|use|using|with|run|running|have|work with|working with)", "(we|they) .1 (use|are on|are using|run|are running|have been using|work with|are with)", "(switch|switching|migrate|migrating|moving|move|coming|away) .1 (from|off)",
        "(replace|replacing|renew|renewing|renewal with|contract with|incumbent is|current vendor is|current provider is|current supplier is|existing contract with|unhappy with|happy with|satisfied with)", "(contract|agreement|subscription|license) with");

    private static readonly CueSet Against = CueSet.Of(
        "(versus|vs|against|compared to|compared with|comparing .3 (with|to|against)|compare .3 (with|to|against)|instead of|rather than|over|between|alternative to|alternatives like|competitor|competitors like|other vendors like|such as)",
        "(looking|look|looked) .1 at", "(talking|talked|speaking|spoke|speak) .1 (to|with)", "(evaluating|evaluate|considering|shortlisted|shortlist|trialing|trialling|testing|piloting|demoing|compare|comparing|considered|evaluated)", "(quote|proposal|offer|demo|bid|pitch) from", "(got|have|received|seen) .3 (quote|proposal|offer|demo|bid|pitch) .2 (from|by)", "leaning (towards|toward|to)", "(prefer|chose|choose|picked|went with|going with|go with)");

    /// <summary>Ways to speak of a name that no tool beside ours and no partner is spoken of: for saying that a rival is in play.</summary>
    private static readonly CueSet Rivalry = CueSet.Of(
        "(currently|today|already|presently|still) .1 (on|with)", "(switch|switching|migrate|migrating|moving|move|coming) .1 (away|from|off) [from]", "(replace|replacing|renew|renewing|renewal with|incumbent is|current vendor is|current provider is|current supplier is|unhappy with)",
        "(versus|vs|compared to|compared with|compares to|comparing .3 (with|to|against)|compare .3 (with|to|against)|alternative to|alternatives like|competitor|competitors like|other vendors like|better than|cheaper than)", "(also|currently|now|already|still) .1 (looking at|talking to|speaking to|speaking with|talking with|evaluating|considering|testing|piloting|trialing|trialling)",
        "(evaluating|shortlisted|shortlist|trialing|trialling|demoing|shortlisting) [you and|both|also]", "(quote|bid|pitch|competing proposal|competing offer|counteroffer) from", "(got|have|received|seen|get) .3 (proposal|offer|demo|quote|bid) .1 (from|by)", "leaning (towards|toward|to)", "(went with|going with|go with|prefer|chose|picked|decided for|lost to)", "between you and", "(derzeit|bisher|aktuell|bislang) .2 (nutzen|nutzt|mit|bei|verwenden) [wir]");

    /// <summary>Capitalised words that begin names of people, times and places more often than of competitors.</summary>
    private static readonly FrozenSet<string> NotNames = new[]
    {
        "i", "we", "you", "he", "she", "they", "it", "the", "a", "an", "our", "your", "this", "that", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "q1", "q2", "q3", "q4", "ceo", "cfo", "cto", "cio", "coo", "vp", "hr", "it", "roi", "crm", "erp", "api", "pdf", "sla", "soc", "iso", "gdpr", "sso", "ai", "ok", "hi", "hello", "europe", "asia", "us", "uk", "usa", "eu", "germany", "france",
        "legal", "finance", "procurement", "sales", "marketing", "but", "and", "so", "if", "yes", "no", "what", "when", "how", "saas", "poc", "rfp", "msa", "nda", "excel",
    }.ToFrozenSet();

    /// <summary>Competitors in a sentence, in order.</summary>
    /// <param name="text">The source.</param>
    /// <param name="sentence">The sentence.</param>
    /// <param name="known">Names of competitors, any case.</param>
    /// <param name="own">Names that are no competitors: our company and products, the people in the talk.</param>
    public static List<CompetitorMention> Find(string text, Sentence sentence, IReadOnlyCollection<string> known, IReadOnlyCollection<string>? own = null)
    {
        return Find(text, sentence, known.Count > 0 ? new(known) : null, own, (Using, true), (Against, false));
    }

    /// <summary>
    /// The stricter reading: known names, and others only where the words leave no doubt that a rival is meant. "We use X" and
    /// "talking to X" are said of any tool and any partner.
    /// </summary>
    internal static List<CompetitorMention> InPlay(string text, Sentence sentence, ProductIndex? known, IReadOnlyCollection<string> own) =>
        Find(text, sentence, known, own, (Rivalry, false));

    private static List<CompetitorMention> Find(
        string text, Sentence sentence, ProductIndex? known, IReadOnlyCollection<string>? own, params ReadOnlySpan<(CueSet Cues, bool Incumbent)> ways)
    {
        var found = new List<CompetitorMention>();
        var tokens = sentence.Tokens;
        if (known is not null)
        {
            var incumbent = Using.Matches(tokens);
            foreach (var mention in known.Find(text, sentence))
                found.Add(new(mention.Start, mention.End, mention.Product, incumbent));
        }

        foreach (var (cues, incumbent) in ways)
        {
            foreach (var match in cues.Find(tokens))
            {
                foreach (var name in NamesAfter(text, tokens, match.End))
                {
                    if (!found.Exists(f => f.Start < name.End && name.Start < f.End) && own?.Contains(text[name.Start..name.End], StringComparer.OrdinalIgnoreCase) != true)
                        found.Add(new(name.Start, name.End, text[name.Start..name.End], incumbent));
                }
            }
        }

        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return found;
    }

    /// <summary>"X", "X and Y", "X, Y or Z" right after a cue.</summary>
    private static IEnumerable<(int Start, int End)> NamesAfter(string text, TokenList tokens, int i)
    {
        const int mostNames = 5;
        for (var n = 0; n < mostNames && i < tokens.Count; n++)
        {
            while (i < tokens.Count && tokens[i].Norm is "the" or "both" or "either" or "also" or "like" or "a" or "from" or "with" or "at" or "tools")
                i++;
            var first = i;
            while (i < tokens.Count && tokens[i].Kind == TokenKind.Word && char.IsUpper(text[tokens[i].Start]) && !NotNames.Contains(tokens[i].Norm)
                && Calendar.MonthOf(tokens[i].Norm) is null && (i == first || tokens[i].Start - tokens[i - 1].End <= 1))
                i++;
            if (i == first)
                yield break;
            yield return (tokens[first].Start, tokens[i - 1].End);
            if (i + 1 >= tokens.Count || tokens[i].Norm is not ("," or "and" or "or" or "&" or "/" or "vs" or "versus"))
                yield break;
            i++;
        }
    }
}
