using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>People who might have a part in the deal, might have left, or might be new.</summary>
internal static partial class PeopleCandidates
{
    private const int MostNewcomers = 12;

    public static IEnumerable<UpdateCandidate> Of(UpdateTalk talk, UpdateChanges changes, LineFeatures features) =>
        talk.Lines.SelectMany(l => OfContacts(talk, changes, features, l)).Concat(OfStrangers(talk, changes, features));

    private static IEnumerable<UpdateCandidate> OfContacts(UpdateTalk talk, UpdateChanges changes, LineFeatures features, UpdateLine line)
    {
        var meant = Meant(talk, line).ToList();
        foreach (var (who, first, next, how) in meant.DistinctBy(m => (m.Who.Contact.Id, m.How)))
        {
            if (who.Contact.LeftOn is not null)
                continue;
            var place = features.Near(line, first, next, how, $"of {Math.Min(3, meant.DistinctBy(m => m.Who.Contact.Id).Count())}", $"role {who.Role}", $"self {UpdateTalk.IsSaidBy(line, who.Contact.Name)}");
            yield return new(UpdateHead.Role, line, place, _ => null) { Who = who };
            yield return new(UpdateHead.Left, line, place, sure => changes.Left(who.Contact, DayLeft(talk, line), line.Voice == Voice.Record ? "Our record says so." : "The buyer says so.", sure, line)) { Who = who };
        }
    }

    /// <summary>Contacts that a line names, and those that "he", "she", "I" or "my" point at.</summary>
    private static IEnumerable<(Stakeholder Who, int First, int Next, string How)> Meant(UpdateTalk talk, UpdateLine line)
    {
        var any = false;
        foreach (var (token, who) in NamedIn(talk, line))
        {
            any = true;
            yield return (who, token, token + 1, "named");
        }

        for (var i = 0; i < line.Tokens.Count; i++)
        {
            var word = line.Tokens[i].Norm;
            if (word is "i" or "my" or "me" or "mine" && line.Voice == Voice.Buyer && talk.KnownStakeholder(line.Utterance.Speaker) is { } speaker)
            {
                yield return (speaker, i, i + 1, "self");
                break;
            }
        }

        if (any || line.Tokens.Count == 0)
            yield break;
        const int reach = 2;
        var pronoun = Enumerable.Range(0, line.Tokens.Count).FirstOrDefault(i => line.Tokens[i].Norm is "he" or "she" or "his" or "her" or "him", -1);
        for (var i = line.Index - 1; pronoun >= 0 && i >= Math.Max(0, line.Index - reach); i--)
        {
            if (NamedIn(talk, talk.Lines[i]).LastOrDefault() is { Who: not null } earlier)
            {
                yield return (earlier.Who, pronoun, pronoun + 1, "pronoun");
                yield break;
            }
        }
    }

    private static IEnumerable<(int Token, Stakeholder Who)> NamedIn(UpdateTalk talk, UpdateLine line)
    {
        for (var i = 0; i < line.Tokens.Count; i++)
        {
            var token = line.Tokens[i];
            if (token.Kind != TokenKind.Word || token.End - token.Start < 2 || !(char.IsUpper(line.Text.Text[token.Start]) || talk.IsWrittenSmall(token.Norm)))
                continue;
            if (talk.Stakeholder(line.Text.Text[token.Start..token.End]) is { } who)
                yield return (i, who);
        }
    }

    /// <summary>A weekday of something past is the last one, not the next.</summary>
    private static DateOnly DayLeft(UpdateTalk talk, UpdateLine line)
    {
        const int week = 7;
        if (line.Dates.LastOrDefault(d => d.From == d.To) is not { } date)
            return talk.Text.Day;
        return date.To > talk.Text.Day && UpdateDates.IsPast(line, date) && date.To.DayNumber - talk.Text.Day.DayNumber <= week ? date.To.AddDays(-week) : date.To;
    }

    private static IEnumerable<UpdateCandidate> OfStrangers(UpdateTalk talk, UpdateChanges changes, LineFeatures features)
    {
        var titles = People.Find(talk.Text).Where(p => p.Title is not null).ToLookup(p => p.Name, p => p.Title);
        var seen = new List<string>();
        foreach (var (line, stranger) in talk.Lines.SelectMany(l => StrangersIn(talk, l).Select(s => (l, s))))
        {
            if (!seen.Exists(s => Names.IsSamePerson(s, stranger.Name)))
                seen.Add(stranger.Name);
            if (seen.Count > MostNewcomers)
                yield break;
            // "Ida" further down is Ida Berg.
            var name = seen.Find(s => Names.IsSamePerson(s, stranger.Name))!;
            var person = talk.Activity.Participants.FirstOrDefault(p => p.Name.Length > 0 && Names.IsSamePerson(p.Name, name));
            var email = person?.Email ?? EmailOf(talk, name);
            var title = titles[name].FirstOrDefault() ?? SignatureTitle(talk, name);
            var place = features.Near(line, stranger.First, stranger.Next, stranger.How, $"words {Names.Parts(name).Length}", $"email {email is not null} {talk.IsOfBuyer(email)}", $"title {title is not null}",
                $"takes part {person is not null}", $"sender {person is not null && person == talk.Activity.Participants[0]}", $"speaks {talk.Text.Utterances.Any(u => u.Speaker is { } s && Names.IsSamePerson(name, s))}", $"self {UpdateTalk.IsSaidBy(line, name)}");
            yield return new(UpdateHead.Newcomer, line, place, sure => changes.NewContact(name, email, title, "A new person at the buyer has a part in the deal.", sure, line));
        }
    }

    /// <summary>Names that a line holds of people who are in no record, and its speaker when that is one.</summary>
    private static IEnumerable<(string Name, int First, int Next, string How)> StrangersIn(UpdateTalk talk, UpdateLine line)
    {
        var text = line.Text.Text;
        for (var i = 0; i < line.Tokens.Count;)
        {
            var next = NameEnd(talk, line, i);
            if (next > i)
            {
                var name = Names.WithoutTitle(text[line.Tokens[i].Start..line.Tokens[next - 1].End]);
                var honored = i > 0 && (Names.IsHonorific(line.Tokens[i - 1].Norm) || (i > 1 && line.Tokens[i - 1].Is(".") && Names.IsHonorific(line.Tokens[i - 2].Norm)));
                if ((next - i > 1 || honored || IsParticipant(talk, name)) && IsNew(talk, name))
                    yield return (name, i, next, honored ? "honored" : "named");
            }

            i = Math.Max(next, i + 1);
        }

        if (line.Voice == Voice.Buyer && line.Utterance.Speaker is { } speaker && Names.Parts(speaker).Length > 1 && IsNew(talk, speaker))
            yield return (speaker, 0, 0, "speaker");
    }

    private static bool IsParticipant(UpdateTalk talk, string name) => talk.Activity.Participants.Any(p => p is { UserId: null, ContactId: null, Name.Length: > 0 } && Names.IsSamePerson(p.Name, name));

    private static bool IsNew(UpdateTalk talk, string name) => !talk.IsOurs(name) && talk.Known(name) is null;

    /// <summary>Behind the last word of a name that begins at a token; the token itself when none does.</summary>
    private static int NameEnd(UpdateTalk talk, UpdateLine line, int first)
    {
        const int mostWords = 4;
        var (i, text) = (first, line.Text.Text);
        while (i < line.Tokens.Count && i - first < mostWords)
        {
            var token = line.Tokens[i];
            var glued = i > first && text.AsSpan(line.Tokens[i - 1].End, token.Start - line.Tokens[i - 1].End).ContainsAny('\n', '\r');
            if (token.Kind != TokenKind.Word || glued)
                break;
            if (i > first && Particles.Contains(token.Norm) && i + 1 < line.Tokens.Count && char.IsUpper(text[line.Tokens[i + 1].Start]))
            {
                i++;
                continue;
            }

            if (!char.IsUpper(text[token.Start]) || token.End - token.Start < 2 || !People.MayBeName(text, line.Tokens, i) || NoName.Contains(token.Norm))
                break;
            // A sister or a colleague may have the contact's or the company's name.
            if (talk.NameMark(text[token.Start..token.End], isFirst: false) is var mark && !(mark is LineWords.Name || (i > first && mark is LineWords.Theirs or LineWords.Account)))
                break;
            i++;
        }

        return i;
    }

    /// <summary>Words with a capital before names.</summary>
    private static readonly HashSet<string> NoName = ["cc", "bcc", "cc'ing", "sr", "snr", "mgr", "visit", "team", "call", "meeting", "met", "note", "maître", "meister", "ministerialrat", "attn", "via", "per"];

    private static readonly HashSet<string> Particles = ["van", "von", "de", "der", "den", "della", "di", "da", "del", "le", "la", "el", "al", "ten", "zu", "zur", "af", "dos", "bin"];

    private static string? EmailOf(UpdateTalk talk, string name)
    {
        var last = Names.Parts(name)[^1];
        return Address().Matches(talk.Text.Text).Select(m => m.Value).FirstOrDefault(a => a.Contains(last, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The line below the writer's name.</summary>
    private static string? SignatureTitle(UpdateTalk talk, string name)
    {
        const int longest = 60;
        var lines = talk.Text.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindLastIndex(lines, l => l.Length <= name.Length + 12 && Names.Parts(l.TrimEnd(',')).Length > 1 && Names.IsSamePerson(name, l.TrimEnd(',')));
        return at >= 0 && at + 1 < lines.Length && lines[at + 1] is { Length: < longest } title && char.IsUpper(title[0]) && !title.Any(char.IsAsciiDigit) ? title.Split(',', '|')[0].Trim() : null;
    }

    [GeneratedRegex(@"[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}")]
    private static partial Regex Address();
}
