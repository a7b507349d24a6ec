using System.Collections.Frozen;
using Agent.Core.Deals;

namespace Agent.Core.Insight.Texts;

/// <summary>Tells whether the buyer writes another language than English, by the small words that every text is full of.</summary>
internal static class BuyerLanguage
{
    private const int FewestWords = 5;

    private static readonly FrozenDictionary<string, FrozenSet<string>> SmallWords = new Dictionary<string, string>
    {
        ["English"] = "the and is are to of in that we you for it with on not have be this but will our was can i me from they at",
        ["German"] = "der die das und ist nicht wir ich sie mit für auf ein eine den dem es uns haben wird sind auch noch bei bitte zu von",
        ["French"] = "le la les et est pas nous vous je un une des pour avec dans que qui sur ce il elle sont avez bonjour du merci",
        ["Spanish"] = "el la los las y es no nosotros un una para con en que por se está son hola gracias del lo muy pero",
        ["Italian"] = "il lo la gli e è non noi voi un una per con di che sono questo ciao grazie della nel anche",
        ["Dutch"] = "de het een en is niet wij we u je voor met op van dat zijn hebben ook maar kunnen graag bedankt ik",
        ["Swedish"] = "och är inte vi ni jag ett en för med på att det som har kan men också hej tack av till",
        ["Danish"] = "og er ikke vi jeg et en for med på at det som har kan men også hej tak af til",
        ["Portuguese"] = "o os as e é não nós um uma para com em que por se está são olá obrigado do da muito mas",
        ["Polish"] = "i w nie jest na się z do że to jak my są dla ale po od dzień dobry dziękuję proszę",
    }.ToFrozenDictionary(p => p.Key, p => p.Value.Split(' ').ToFrozenSet());

    /// <summary>The language of the buyer's latest email, or null for English and for too few words to tell.</summary>
    public static string? Of(DraftFacts facts)
    {
        var latest = facts.ByBuyer.LastOrDefault(s => s.Text.Kind == ActivityKind.Email)?.Text ?? facts.ByBuyer.LastOrDefault()?.Text;
        if (latest is null)
            return null;
        var words = facts.ByBuyer.Where(s => s.Text == latest).SelectMany(s => s.Sentence.Tokens).Select(t => t.Norm).ToList();
        var counts = SmallWords.ToDictionary(l => l.Key, l => words.Count(l.Value.Contains));
        var best = counts.MaxBy(c => c.Value);
        return best.Key != "English" && words.Count >= FewestWords && best.Value >= 2 && best.Value > counts["English"] * 2 ? best.Key : null;
    }
}
