using Agent.Core.Deals;
using Agent.Infrastructure.Import.Store;
using Agent.Infrastructure.Import.Tables;
using Agent.Infrastructure.Import.Texts;
using Agent.Infrastructure.Import.Values;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Import.Entities;

/// <summary>Emails, calls, meetings and notes from a table.</summary>
internal sealed class ActivityImport(ImportSession session) : EntityImport<Activity, ActivityId>(session, EntityKind.Activities)
{
    protected override Activity? Read(RowReader row, bool isPrimary)
    {
        var subject = row.Text(Field.Subject) ?? "";
        var body = HtmlText.PlainIfHtml(row.Text(Field.Body) ?? "");
        if (subject.Length == 0 && body.Length == 0)
        {
            if (isPrimary)
                row.Refuse(Field.Subject, "The activity has neither subject nor text.");
            return null;
        }

        var at = row.Moment(Field.At) ?? row.Moment(Field.Created);
        if (at is null && !row.IsBad)
            row.Refuse(Field.At, "The activity has no date.");
        var minutes = row.Number(Field.Minutes);
        if (row.IsBad)
            return null;

        var account = Session.Account(row);
        var deal = Session.Deal(row);
        var contacts = Session.ContactsOf(row, account);
        account ??= deal is { } d && Session.AccountOfDeal.TryGetValue(d, out var ofDeal) ? ofDeal : AboutAccount(row) ?? AccountOf(contacts);
        var words = row.Text(Field.Kind);
        var kind = ActivityKinds.Of(words, subject, minutes is not null) ?? ActivityKind.Note;
        var participants = Participants(row, account, contacts);
        var direction = Direction(kind, row.Text(Field.Direction) ?? words, participants);
        if (direction is Core.Deals.Direction.Outbound or Core.Deals.Direction.Internal && row.List(Field.From).Count == 0 && Owner(row) is { } writer && !participants.Exists(p => p.UserId == writer.UserId))
            participants.Insert(0, writer);
        return new Activity
        {
            Kind = kind,
            Direction = direction,
            At = WithTime(at!.Value, row.Text(Field.Time)),
            Subject = subject,
            Body = body,
            Minutes = minutes is > 0 and < 100_000 ? (int)Math.Round(minutes.Value) : null,
            DealId = deal,
            AccountId = account,
            AuthorId = Session.Owner(row),
            Participants = participants,
            InReplyTo = row.Text(Field.InReplyTo)?.Trim('<', '>'),
            ExternalId = row.Key(Field.Id) ?? $"{row.SourceName}:{Fnv.Hex(Fnv.Row([words, at.Value.ToString("O", System.Globalization.CultureInfo.InvariantCulture), subject, body, row.Text(Field.Deal), row.Text(Field.Account)]))}",
        };
    }

    protected override string NaturalKey(Activity fresh) => fresh.ExternalId!;

    protected override ActivityId? FindKnown(RowReader row, Activity fresh) => null;

    protected override string? ExternalId(Activity entity) => entity.ExternalId;

    protected override async Task<Known> LoadAsync(IReadOnlyList<(Activity Fresh, ActivityId? Known)> batch, CancellationToken ct)
    {
        var keys = batch.Select(b => b.Fresh.ExternalId).ToList();
        return new([], await Session.Db.Activities.AsNoTracking().Where(a => EF.Parameter(keys).Contains(a.ExternalId)).ToDictionaryAsync(a => a.ExternalId!, ct));
    }

    protected override bool Merge(Activity known, Activity fresh, RowReader row) => Merge(known, fresh);

    protected override void Index(Activity entity, Activity fresh)
    {
    }

    /// <summary>Carries over what differs; true when something does.</summary>
    internal static bool Merge(Activity known, Activity fresh)
    {
        var changed = Set(fresh.DealId, known.DealId, v => known.DealId = v);
        changed |= Set(fresh.AccountId, known.AccountId, v => known.AccountId = v);
        changed |= Set(fresh.Subject, known.Subject, v => known.Subject = v);
        changed |= Set(fresh.Body, known.Body, v => known.Body = v);
        changed |= Set(fresh.Minutes, known.Minutes, v => known.Minutes = v);
        changed |= Set(fresh.AuthorId, known.AuthorId, v => known.AuthorId = v);
        changed |= Set(fresh.InReplyTo, known.InReplyTo, v => known.InReplyTo = v);
        if (fresh.Kind != known.Kind || fresh.Direction != known.Direction || fresh.At.ToUnixTimeMilliseconds() != known.At.ToUnixTimeMilliseconds() || !fresh.Participants.SequenceEqual(known.Participants))
        {
            known.Kind = fresh.Kind;
            known.Direction = fresh.Direction;
            known.At = fresh.At;
            known.Participants = fresh.Participants;
            changed = true;
        }

        return changed;
    }

    private AccountId? AboutAccount(RowReader row) => row.Key(Field.AboutId) is { } key ? Session.Accounts.FindKey(key) : null;

    private AccountId? AccountOf(IReadOnlyList<ContactId> contacts) =>
        contacts.Select(c => Session.AccountOfContact.TryGetValue(c, out var account) ? account : (AccountId?)null).FirstOrDefault(a => a is not null);

    private List<Participant> Participants(RowReader row, AccountId? account, IReadOnlyList<ContactId> contacts)
    {
        var texts = row.List(Field.From).Concat((row.Text(Field.To) ?? "").Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var people = texts.Select(t => Links.Person(t)).Select(p => Session.Participant(p.Name, p.Email, account)).ToList();
        var named = row.List(Field.Contact).Select(Links.Person).ToList();
        for (var i = 0; i < contacts.Count; i++)
        {
            if (people.TrueForAll(p => p.ContactId != contacts[i]))
                people.Add(new(i < named.Count ? named[i].Name : "", i < named.Count ? named[i].Email : null, contacts[i]));
        }

        return people;
    }

    /// <summary>The one of us who wrote what went out: a table without a sender's column names its owner.</summary>
    private Participant? Owner(RowReader row)
    {
        if (Session.Owner(row) is not { } user)
            return null;
        var (name, email) = Links.Person(row.Text(Field.Owner) ?? "");
        return new(name, email, UserId: user);
    }

    private static Direction Direction(ActivityKind kind, string? words, List<Participant> participants)
    {
        if (words is not null)
        {
            if (words.Contains("incoming", StringComparison.OrdinalIgnoreCase) || words.Contains("inbound", StringComparison.OrdinalIgnoreCase) || words.Contains("received", StringComparison.OrdinalIgnoreCase))
                return Core.Deals.Direction.Inbound;
            if (words.Contains("outgoing", StringComparison.OrdinalIgnoreCase) || words.Contains("outbound", StringComparison.OrdinalIgnoreCase) || words.Contains("sent", StringComparison.OrdinalIgnoreCase))
                return Core.Deals.Direction.Outbound;
        }

        return kind switch
        {
            ActivityKind.Note => Core.Deals.Direction.Internal,
            ActivityKind.Call or ActivityKind.Meeting => Core.Deals.Direction.Both,
            _ => participants is [{ ContactId: not null, UserId: null }, ..] ? Core.Deals.Direction.Inbound : Core.Deals.Direction.Outbound,
        };
    }

    private static DateTimeOffset WithTime(DateTimeOffset at, string? time) =>
        time is not null && at.TimeOfDay == TimeSpan.Zero && TimeOnly.TryParse(time, System.Globalization.CultureInfo.InvariantCulture, out var clock) ? at + clock.ToTimeSpan() : at;
}

/// <summary>What kind of activity words mean.</summary>
internal static class ActivityKinds
{
    /// <summary>The kind from a type column, else from the first word of the subject, else null.</summary>
    public static ActivityKind? Of(string? words, string subject, bool hasLength)
    {
        if (words is not null && Vocabulary.Instance.ActivityKind(words) is { } known && Enum.TryParse<ActivityKind>(known, true, out var kind))
            return kind;
        var first = subject.Split([' ', ':', '-', ','], 2)[0];
        if (Vocabulary.Instance.ActivityKind(first) is { } told && Enum.TryParse(told, true, out kind))
            return kind;
        return hasLength ? ActivityKind.Meeting : null;
    }
}
