using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>Whom a draft goes to and how the person is addressed.</summary>
/// <param name="Recipient">The person.</param>
/// <param name="Address">"Anna", "Ms Berg"; empty when no name is known.</param>
/// <param name="IsFormal">True when the texts show that the two are not on first-name terms.</param>
internal sealed partial record Addressee(DraftRecipient Recipient, string Address, bool IsFormal)
{
    private static readonly string[] Titles = ["dr", "dr.", "prof", "prof.", "professor", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "herr", "frau", "ing.", "dipl.-ing."];

    /// <summary>The first name, or the whole name where there is only one word.</summary>
    public string FirstName => FirstOf(Recipient.Name ?? "");

    public static Addressee Of(DraftFacts facts)
    {
        if (facts.Request.Kind == DraftKind.HandOver)
            return Caretakers.Of(facts) is { } colleague ? new(new(colleague.Name, null, null), FirstOf(colleague.Name), false) : new(new(null, null, null), "", false);
        var person = Choose(facts);
        if (person is null)
            return new(new(null, null, null), "", false);
        if (person.Name is not { Length: > 0 } name)
            return new(person, "", false);
        return FormalAddress(facts, name) is { } formal ? new(person, formal, true) : new(person, FirstOf(name), false);
    }

    public static string FirstOf(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        var ordered = comma > 0 ? $"{name[(comma + 1)..]} {name[..comma]}" : name;
        var words = ordered.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var first = words.FirstOrDefault(w => !Titles.Contains(w, StringComparer.OrdinalIgnoreCase)) ?? "";
        return first.Length > 1 && first.All(c => char.IsUpper(c) || c == '-') ? first[0] + first[1..].ToLowerInvariant() : first;
    }

    private static DraftRecipient? Choose(DraftFacts facts)
    {
        if (facts.Request.To is { } wanted && facts.File.Stakeholders.FirstOrDefault(s => s.Contact.Id == wanted) is { } chosen)
            return Of(chosen.Contact);
        var heads = facts.File.Activities.Where(a => a.At <= facts.Deal.Now && facts.ExchangeOf(a.Id) is Exchange.Inbound or Exchange.Outbound or Exchange.TwoWay);
        var pointed = facts.Request.Kind switch
        {
            DraftKind.AfterMeeting => facts.LastTalk is { } talk ? Present(facts, talk, byRole: true) : null,
            // Who stopped answering is who was written to.
            DraftKind.AfterSilence => facts.Deal.Unanswered.Reverse().Select(a => Present(facts, a, byRole: false)).FirstOrDefault(p => p is not null),
            DraftKind.ObjectionAnswer => BuyerVoice.Objections(facts) is [var objection, ..] ? Speaker(facts, objection.Said.Utterance.Speaker, objection.Said.Text.Id) : null,
            // A proposal goes to who decides, if that person took part.
            DraftKind.ProposalCover => heads.Where(a => facts.ExchangeOf(a.Id) != Exchange.Outbound).Select(a => Present(facts, a, byRole: true, deciderFirst: true)).FirstOrDefault(p => p is not null),
            _ => null,
        };
        return pointed
            ?? heads.Where(a => facts.ExchangeOf(a.Id) != Exchange.Outbound).Select(a => Present(facts, a, byRole: true)).FirstOrDefault(p => p is not null)
            ?? ByRole(facts, facts.File.Stakeholders.Select(s => s.Contact))
            ?? heads.Select(a => Present(facts, a, byRole: false)).FirstOrDefault(p => p is not null);
    }

    private static DraftRecipient? Present(DraftFacts facts, ActivityHead activity, bool byRole, bool deciderFirst = false)
    {
        var buyers = activity.Participants.Where(p => p.UserId is null && IsBuyer(facts, p)).ToList();
        if (facts.ExchangeOf(activity.Id) == Exchange.Inbound && buyers.Count > 0 && Known(facts, buyers[0]) is { } sender && !HasLeft(facts, sender))
            return Of(sender);
        var contacts = buyers.Select(p => Known(facts, p)).OfType<Contact>().ToList();
        var contact = byRole ? ByRole(facts, contacts, deciderFirst) : contacts.Find(c => !HasLeft(facts, c)) is { } first ? Of(first) : null;
        if (contact is not null)
            return contact;
        return buyers.Find(p => Known(facts, p) is null && (p.Name.Length > 0 || p.Email is not null)) is { } stranger ? new(stranger.Name.Length > 0 ? stranger.Name : null, stranger.Email, stranger.ContactId) : null;
    }

    private static DraftRecipient? Speaker(DraftFacts facts, string? name, ActivityId activity)
    {
        var participants = facts.HeadOf(activity)?.Participants ?? [];
        if (name is null)
            return null;
        if (facts.File.Stakeholders.FirstOrDefault(s => IsNamed(s.Contact.Name, name) || string.Equals(s.Contact.Email, name, StringComparison.OrdinalIgnoreCase)) is { } known)
            return HasLeft(facts, known.Contact) ? null : Of(known.Contact);
        return participants.FirstOrDefault(p => p.UserId is null && IsNamed(p.Name, name)) is { } person ? new(person.Name, person.Email, person.ContactId) : null;
    }

    /// <summary>The one who carries the deal: champion, then who decides, then whoever is listed first.</summary>
    private static DraftRecipient? ByRole(DraftFacts facts, IEnumerable<Contact> contacts, bool deciderFirst = false) =>
        contacts.Where(c => !HasLeft(facts, c))
            .OrderBy(c => facts.File.Stakeholders.FirstOrDefault(s => s.Contact.Id == c.Id)?.Role switch { BuyingRole.Champion => deciderFirst ? 2 : 0, BuyingRole.DecisionMaker => deciderFirst ? 0 : 1, BuyingRole.EconomicBuyer => deciderFirst ? 1 : 2, BuyingRole.Blocker => 4, _ => 3 })
            .FirstOrDefault() is { } contact ? Of(contact) : null;

    private static DraftRecipient Of(Contact contact) => new(contact.Name, contact.Email, contact.Id);

    private static bool HasLeft(DraftFacts facts, Contact contact) => contact.LeftOn <= facts.Today;

    private static bool IsBuyer(DraftFacts facts, Participant person) =>
        person.ContactId is not null || !string.Equals(person.Name, facts.File.Owner?.Name, StringComparison.OrdinalIgnoreCase);

    private static Contact? Known(DraftFacts facts, Participant person) => facts.File.Stakeholders.FirstOrDefault(s =>
        person.ContactId is { } id ? s.Contact.Id == id
        : person.Email is { } email && s.Contact.Email is { } known ? string.Equals(known, email, StringComparison.OrdinalIgnoreCase)
        : IsNamed(s.Contact.Name, person.Name))?.Contact;

    internal static bool IsNamed(string full, string name) =>
        name.Length > 0 && (string.Equals(full, name, StringComparison.OrdinalIgnoreCase) || string.Equals(FirstOf(full), name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The newest greeting or signature tells: "Dear Mr Hartl" and "Sehr geehrter Herr Hartl" against "Hi Uwe" and a plain "Uwe" below.</summary>
    private static string? FormalAddress(DraftFacts facts, string name)
    {
        var last = name.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1];
        var first = FirstOf(name);
        foreach (var text in facts.Texts.Texts.Where(t => t.Kind != ActivityKind.Note && facts.ExchangeOf(t.Id) is Exchange.Inbound or Exchange.Outbound or Exchange.TwoWay).Reverse())
        {
            foreach (var part in text.Utterances.Where(u => u.Part != TextPart.Quoted).Reverse())
            {
                var words = text.Text[part.Start..part.End];
                if (Honorific().Matches(words).FirstOrDefault(m => m.Groups["name"].Value.Equals(last, StringComparison.OrdinalIgnoreCase)) is { } found)
                    return found.Groups["title"].Value.ToLowerInvariant() switch { "herr" or "herrn" or "mr" => "Mr ", "mrs" => "Mrs ", _ => "Ms " } + (found.Groups["doctor"].Success ? "Dr " : "") + Surname(name);
                if (part.Part == TextPart.Greeting && first.Length > 0 && WordSearch.Contains(words, first) && !WordSearch.Contains(words, last))
                    return null;
            }
        }

        return Titled().Match(name) is { Success: true } titled ? $"{titled.Groups["title"].Value} {Surname(name)}" : null;
    }

    /// <summary>"de Wit" of "Ingrid de Wit".</summary>
    private static string Surname(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var first = words.Length - 1;
        while (first > 1 && char.IsLower(words[first - 1][0]))
            first--;
        return string.Join(' ', words[first..]);
    }

    [GeneratedRegex(@"\b(?<title>mr|mrs|ms|herrn?|frau)\.?\s+(?<doctor>dr\.?\s+)?(?:\p{Lu}[\w'’-]*\s+)?(?<name>\p{Lu}[\w'’-]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Honorific();

    [GeneratedRegex(@"^(?<title>Mr|Mrs|Ms|Dr)\.?\s", RegexOptions.None)]
    private static partial Regex Titled();
}
