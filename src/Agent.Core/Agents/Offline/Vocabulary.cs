using Agent.Core.Agents.Tools;

namespace Agent.Core.Agents.Offline;

/// <summary>Words that a question is made of and that name nothing.</summary>
internal static class Vocabulary
{
    // Shorter words differ by a letter from too many others to be called a typing error.
    private const int LongEnoughForTypingErrors = 8;

    /// <summary>True for a word that names nothing, also with a typing error in it.</summary>
    public static bool IsFiller(string word)
    {
        var lower = word.ToLowerInvariant();
        return Fillers.Contains(lower)
            || (lower.Length >= LongEnoughForTypingErrors && Fillers.Any(f => f.Length >= LongEnoughForTypingErrors && Likeness.Of(lower, f) >= 0.8));
    }

    private static readonly HashSet<string> Fillers = new(
        ("a about account accounts active actually all am amount an and any anything are as ask at be been being best big biggest bigger but by can chance check close closed closes closing "
        + "company contact contacts could create created current currently customer customers date day days deal deals did didn't do does doing don't down due each earliest else ever every everything expected "
        + "find first for from get give going got had has have having he her here him his hot how i i'd i'm if in industry is isn't it it's its just know largest last lately latest least let list long look looking "
        + "made main make many matter may me mine month more most much must my name named need needs new newest next no not note notes now of off old oldest on one ones only open opened opportunities opportunity "
        + "opps or order other our out over overview own owned owner owns people person pipeline please product question quickly quick really regarding remind right rep say see sell seller send should show side since size so some soon "
        + "stage stages started status step still strong such team tell than that that's the their them then there these they thing things think this those time to today told top total try up update us user value "
        + "want was we we're were what what's when where which who who's whom whose why will with without won won't work working would wrong yet you your top5 involved asked asking total amounts sum win lost lose sort sorted "
        + "week weeks month months quarter year years rep reps sellers team's teams everyone's gone went going quiet silent pls plz please whats wheres hows me on atm asap customers prospect prospects client clients wins losses number numbers figure figures right currently moment far ago whole entire overall complete altogether together train minutes minute five ten meeting call anyone anybody everyone everybody something job title titles incl including include short summary wait chase waiting what's whats hows deal's we've i've contains called same also again left biggest euro euros eur usd gbp dollars worth above below sure many per sales source sources sector from").Split(' '),
        StringComparer.Ordinal);
}
