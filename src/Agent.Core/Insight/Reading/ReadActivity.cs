using Agent.Core.Deals;

namespace Agent.Core.Insight.Reading;

/// <summary>Which part of a text an utterance is.</summary>
public enum TextPart
{
    /// <summary>What the author states; the only part that readers of statements look at.</summary>
    Body,

    /// <summary>The salutation of an email.</summary>
    Greeting,

    /// <summary>The closing and signature of an email.</summary>
    Signature,

    /// <summary>Earlier messages repeated below or inside an email; not the author's statements.</summary>
    Quoted,

    /// <summary>A passage of an email that says that it is about another deal.</summary>
    OtherDeal,
}

/// <summary>A sentence with its place in the text.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="Tokens">Its tokens, in order; empty for a mark such as <c>{laugh}</c>.</param>
/// <param name="IsQuestion">True when it asks.</param>
public sealed record Sentence(int Start, int End, TokenList Tokens, bool IsQuestion)
{
    /// <summary>What was found in it so far.</summary>
    internal SentenceValues Values { get; } = new();
}

/// <summary>What one person said or wrote in one go.</summary>
/// <param name="Index">Position in the activity, from 0.</param>
/// <param name="Start">First character of the words, after stamp and name.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="Speaker">The person as the source names them, or null.</param>
/// <param name="Side">For whom the person speaks.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Part">Which part of the text it is.</param>
/// <param name="Sentences">Its sentences.</param>
public sealed record Utterance(
    int Index, int Start, int End, string? Speaker, Side Side, DateTimeOffset At, TextPart Part, IReadOnlyList<Sentence> Sentences);

/// <summary>An activity's text, taken apart for reading.</summary>
/// <param name="Id">The activity.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Text">The text that all offsets point into.</param>
/// <param name="Utterances">Who said what, in order.</param>
public sealed record ReadActivity(
    ActivityId Id, ActivityKind Kind, DateTimeOffset At, string Text, IReadOnlyList<Utterance> Utterances)
{
    /// <summary>The utterances that state something of their author.</summary>
    public IEnumerable<Utterance> Statements => Utterances.Where(u => u.Part == TextPart.Body);

    /// <summary>The day it happened, which relative dates count from.</summary>
    public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);

    /// <summary>Evidence for a stretch of an utterance.</summary>
    public Evidence Quote(Utterance utterance, int start, int end) =>
        Evidence.From(Id, Text, start, end, utterance.Speaker, utterance.Side, utterance.At);

    /// <summary>Evidence for a whole sentence.</summary>
    public Evidence Quote(Utterance utterance, Sentence sentence) => Quote(utterance, sentence.Start, sentence.End);
}

/// <summary>What is known about who is who before a text is read. Names and domains are compared without case.</summary>
public sealed record ReadingContext
{
    /// <summary>Nothing known, as for a raw file.</summary>
    public static ReadingContext Empty { get; } = new();

    /// <summary>Names of us who sell.</summary>
    public IReadOnlyCollection<string> SellerNames { get; init; } = [];

    /// <summary>Email domains of us who sell.</summary>
    public IReadOnlyCollection<string> SellerDomains { get; init; } = [];

    /// <summary>Names of the contacts.</summary>
    public IReadOnlyCollection<string> BuyerNames { get; init; } = [];

    /// <summary>Email domains of the accounts.</summary>
    public IReadOnlyCollection<string> BuyerDomains { get; init; } = [];

    /// <summary>The side of a person by name, address or a role word such as "Rep"; unknown when nothing says.</summary>
    public Side SideOf(string? name, string? email = null)
    {
        if (SideOfAddress(email) is var side and not Side.Unknown)
            return side;
        if (string.IsNullOrWhiteSpace(name))
            return Side.Unknown;
        if (Knows(SellerNames, name))
            return Side.Seller;
        if (Knows(BuyerNames, name))
            return Side.Buyer;
        return RoleWords.SideOf(name);
    }

    /// <summary>
    /// True for an address of nobody's domain although the domains of the buyer are known: anybody can write a contact's name before it, so the
    /// name says nothing about who wrote.
    /// </summary>
    /// <param name="email">The address, or null.</param>
    public bool IsStrange(string? email) => email?.Contains('@') == true && BuyerDomains.Count > 0 && SideOfAddress(email) == Side.Unknown;

    private Side SideOfAddress(string? email)
    {
        if (email is null || email.LastIndexOf('@') is not (var at and >= 0))
            return Side.Unknown;
        var domain = email[(at + 1)..];
        return SellerDomains.Any(IsPartOf) ? Side.Seller : BuyerDomains.Any(IsPartOf) ? Side.Buyer : Side.Unknown;

        // "mail.acme.example" is of "acme.example".
        bool IsPartOf(string known) => domain.Equals(known, StringComparison.OrdinalIgnoreCase) || domain.EndsWith($".{known}", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>True for the full name, or for a first name that only one known person has.</summary>
    private static bool Knows(IReadOnlyCollection<string> names, string name)
    {
        if (names.Contains(name, StringComparer.OrdinalIgnoreCase))
            return true;
        return !name.Contains(' ', StringComparison.Ordinal)
            && names.Where(n => n.StartsWith(name, StringComparison.OrdinalIgnoreCase) && n.Length > name.Length && n[name.Length] == ' ').Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1;
    }
}

/// <summary>Labels that transcripts use in place of names.</summary>
internal static class RoleWords
{
    private static readonly HashSet<string> Seller = new(StringComparer.OrdinalIgnoreCase)
    {
        "seller", "rep", "sales rep", "sales", "salesperson", "sales representative", "agent", "sales agent", "account executive",
        "ae", "sdr", "bdr", "vendor", "account manager", "me", "us", "verkäufer",
    };

    private static readonly HashSet<string> Buyer = new(StringComparer.OrdinalIgnoreCase)
    {
        "buyer", "customer", "client", "prospect", "lead", "kunde", "client rep",
    };

    public static Side SideOf(string label)
    {
        // "Buyer (IT)" is a label with something behind it, "Ann Lee (buyer, CFO)" a name with the label behind.
        var parts = label.Split(['(', '[', ')', ']', ',', '/', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Select(SideOfRole).FirstOrDefault(s => s != Side.Unknown);
    }

    private static Side SideOfRole(string role)
    {
        // "Seller 2" is the same label with a number behind it.
        var plain = role.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ' ', '#');
        return Seller.Contains(plain) ? Side.Seller : Buyer.Contains(plain) ? Side.Buyer : Side.Unknown;
    }
}
