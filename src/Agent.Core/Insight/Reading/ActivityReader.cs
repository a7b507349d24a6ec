using Agent.Core.Deals;

namespace Agent.Core.Insight.Reading;

/// <summary>Takes an activity's text apart: who said what, in which sentences, for which side.</summary>
public static class ActivityReader
{
    // One time of day also heads a line of somebody's own notes.
    private const int FewestStamps = 2;

    /// <summary>Reads an activity of the store.</summary>
    public static ReadActivity Read(Activity activity, ReadingContext context)
    {
        var people = activity.Participants;
        var sender = people.Count > 0 ? people[0] : null;
        // What went out, or stayed with us, one of us wrote: a table often names none but the contact that it concerns.
        if (sender is { ContactId: not null, UserId: null } && activity.Direction is Direction.Outbound or Direction.Internal)
            sender = people.FirstOrDefault(p => p.UserId is not null);
        var senderSide = sender is { UserId: not null } ? Side.Seller
            : sender is { ContactId: not null } ? Side.Buyer
            : context.SideOf(sender?.Name, sender?.Email);
        if (senderSide == Side.Unknown)
            senderSide = activity.Direction switch { Direction.Inbound => Side.Buyer, Direction.Outbound or Direction.Internal => Side.Seller, _ => Side.Unknown };
        var known = context with
        {
            SellerNames = [.. context.SellerNames, .. people.Where(p => p.UserId is not null && p.Name.Length > 0).Select(p => p.Name)],
            BuyerNames = [.. context.BuyerNames, .. people.Where(p => p.ContactId is not null && p.Name.Length > 0).Select(p => p.Name)],
        };
        return Read(activity.Id, activity.Kind, activity.At, activity.Body, known, sender?.Name is { Length: > 0 } name ? name : sender?.Email, senderSide);
    }

    /// <summary>Reads a text that is in no store, such as a transcript in a file.</summary>
    public static ReadActivity ReadText(string text, DateTimeOffset at, ReadingContext? context = null, ActivityKind kind = ActivityKind.Call) =>
        Read(ActivityId.New(), kind, at, text, context ?? ReadingContext.Empty, null, Side.Unknown);

    /// <summary>
    /// True when a text that somebody typed shows that others wrote parts of it: an email's header, a message that is quoted or forwarded, or the
    /// stamped lines of a transcript. Words that were pasted without such a mark cannot be told from the author's own.
    /// </summary>
    public static bool HoldsWordsOfOthers(string text) =>
        Emails.Repeats(text) || Transcripts.Split(text, _ => false)?.Count(t => t.At is not null || t.Offset is not null) >= FewestStamps;

    private static ReadActivity Read(
        ActivityId id, ActivityKind kind, DateTimeOffset at, string text, ReadingContext context, string? author, Side authorSide)
    {
        // A few people speak again and again.
        var sides = new Dictionary<string, Side>();
        var spoken = kind == ActivityKind.Email ? null : Transcripts.Split(text, IsKnown);
        var turns = spoken ?? (kind == ActivityKind.Email ? Emails.Split(text, author) : [new Turn(0, text.Length, author)]);

        var utterances = new List<Utterance>(turns.Count);
        var buffer = new List<Token>();
        foreach (var turn in turns)
        {
            var side = turn.Part == TextPart.Quoted ? Side.Unknown
                : spoken is null ? authorSide
                : SideOf(turn.Speaker);
            var sentences = Sentences.Split(text, turn.Start, turn.End, wrapped: kind == ActivityKind.Email, buffer);
            utterances.Add(new(utterances.Count, turn.Start, turn.End, turn.Speaker, side, turn.At ?? at + (turn.Offset ?? TimeSpan.Zero), turn.Part, sentences));
        }

        var read = new ReadActivity(id, kind, at, text, spoken is null ? utterances : Sides.Infer(utterances));
        // A raw file has no date of its own: the first full stamp in it is the best one.
        return turns.Count > 0 && turns.FirstOrDefault(t => t.At is not null) is { At: { } first } ? read with { At = first } : read;

        bool IsKnown(string name) => SideOf(name) != Side.Unknown;

        Side SideOf(string? name)
        {
            if (name is null)
                return context.SideOf(name);
            if (!sides.TryGetValue(name, out var side))
                sides[name] = side = context.SideOf(name);
            return side;
        }
    }
}
