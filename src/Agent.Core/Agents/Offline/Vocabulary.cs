using System.Text.RegularExpressions;
using Agent.Core.Agents.Tools;

namespace Agent.Core.Agents.Offline;

/// <summary>Words that a question is made of and that name nothing.</summary>
internal static partial class Vocabulary
{
    // Shorter words differ by a letter from too many others to be called a typing error.
    private const int LongEnoughForTypingErrors = 8;
    private const int LongEnoughForOtherSlips = 7;

    /// <summary>True for a word that names nothing, also with a typing error in it.</summary>
    public static bool IsFiller(string word)
    {
        var lower = word.ToLowerInvariant();
        return Fillers.Contains(lower)
            || (lower.Length >= LongEnoughForTypingErrors && Fillers.Any(f => f.Length >= LongEnoughForTypingErrors && Likeness.Of(lower, f) >= 0.8));
    }

    // Those that cues are made of, so that a slip of the keys does not hide what is asked.
    private static readonly string[] CueWords = [.. ("accounts activities activity answer answered average biggest budget champion closed closing complain complained conversion created customers deals "
        + "decision discount email emails forecast happened history inactive latest mentioned negotiation objections opportunities opportunity overdue pipeline priorities priority procurement progress promise "
        + "proposal prospects qualification revenue risks risky sales scheduled signatory silent smallest stages stakeholders stalled status stuck summary timeline turnover update value weighted weeks months quarter").Split(' ')];

    /// <summary>
    /// Puts right the lower-case words that are one slip of the keys from a word that questions are made of: two letters
    /// changed round, or in a long word a letter missing, doubled or wrong. Names keep their letters.
    /// </summary>
    public static string Corrected(string text) => LowerWord().Replace(text, m => IsKnown(m.Value) ? m.Value : CueWords.FirstOrDefault(w => IsSlipOf(m.Value, w)) ?? m.Value);

    private static bool IsKnown(string word) => CueWords.Contains(word) || Fillers.Contains(word);

    private static bool IsSlipOf(string word, string cue)
    {
        if (word[0] != cue[0] || Math.Abs(word.Length - cue.Length) > 1)
            return false;
        var ahead = word.AsSpan().CommonPrefixLength(cue);
        var behind = 0;
        while (behind < Math.Min(word.Length, cue.Length) - ahead && word[^(behind + 1)] == cue[^(behind + 1)])
            behind++;
        var (wrong, missing) = (word.Length - ahead - behind, cue.Length - ahead - behind);
        // A letter more or less at the end makes another form of the word.
        if (behind == 0 && wrong + missing == 1)
            return false;
        return (wrong, missing) == (2, 2)
            ? word[ahead] == cue[ahead + 1] && word[ahead + 1] == cue[ahead]
            : cue.Length >= LongEnoughForOtherSlips && wrong <= 1 && missing <= 1;
    }

    [GeneratedRegex(@"(?<![\p{L}\p{N}'’-])\p{Ll}{5,}(?![\p{L}\p{N}'’-])")]
    private static partial Regex LowerWord();

    private static readonly HashSet<string> Fillers = new(
        ("a about account accounts active actually all am amount an and any anything are as ask at be been being best big biggest bigger but by can chance check close closed closes closing "
        + "company contact contacts could create created current currently customer customers date day days deal deals did didn't do does doing don't down due each earliest else ever every everything expected "
        + "find first for from get give going got had has have having he her here him his hot how i i'd i'm if in industry is isn't it it's its just know largest last lately latest least let list long look looking "
        + "made main make many matter may me mine month more most much must my name named need needs new newest next no not note notes now of off old oldest on one ones only open opened opportunities opportunity "
        + "opps or order other our out over overview own owned owner owns people person pipeline please product question quickly quick really regarding remind right rep say see sell seller send should show side since size so some soon "
        + "stage stages started status step still strong such team tell than that that's the their them then there these they thing things think this those time to today told top total try up update us user value "
        + "want was we we're were what what's when where which who who's whom whose why will with without won won't work working would wrong yet you your top5 involved asked asking total amounts sum win lost lose sort sorted "
        + "week weeks month months quarter year years rep reps sellers team's teams everyone's gone went going quiet silent pls plz please whats wheres hows me on atm asap customers prospect prospects client clients wins losses number numbers figure figures right currently moment far ago whole entire overall complete altogether together train minutes minute five ten meeting "
        + "after again against already always another anymore around away back bad because before both brought came cannot come comes could've coming definitely done early easy else enough entirely even exactly few finally fine full fully gets gives goes good great hand happen happened hard hear heard help hello hour hours idea instead into keep kept kind later leave less lets likely little lot lots maybe mean means meet met might mind need nice nobody none nothing nowadays often once onto otherwise part past perhaps point pretty probably put quite rather read said seem seems several shall shortly somehow sometimes somewhere sort soonest stuff take taken takes talk talked task tasks that've then though till took total truly until upon used using usually via view wanna watch well went whatever whether while who've whoever wich win within wonder wondering yesterday you've "
        + "let's mail mails email emails calls message messages conversation conversations morning afternoon evening attention proceed tackle approach handle recommend suggest advise planned scheduled agreed she's she hers he's myself ours yours theirs theres there's expect expects longest shortest sensible useful percentage percent share recently totally forward signed speak spoke spoken speaking talked talking wrote write contacted reach reached discuss discussed meeting call anyone anybody everyone everybody something job title titles incl including include short summary wait chase waiting what's whats hows deal's we've i've contains called same also again left biggest euro euros eur usd gbp dollars worth above below sure many per sales source sources sector from stand summarize summarise summarized across stands rank ranked ranking brings bring brought generates likelihood likely probability status standing anything's there're upcoming reps colleague colleagues manager").Split(' '),
        StringComparer.Ordinal);
}
