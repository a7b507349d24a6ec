using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Infrastructure.Import.Entities;
using Agent.Infrastructure.Import.Store;
using Agent.Infrastructure.Import.Tables;
using Agent.Infrastructure.Import.Values;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Import.Texts;

/// <summary>Takes over notes, transcripts and emails: each file is an activity of the deal that an option, its folder or the people in it tell.</summary>
internal sealed partial class TextImport(ImportSession session)
{
    // A day of talk. More is no note.
    private const int MaxLength = 10 * 1024 * 1024;

    /// <summary>True for files that are read as texts.</summary>
    public static bool IsText(string path) => Path.GetExtension(path).ToLowerInvariant() is ".txt" or ".md" or ".vtt" or ".srt" or ".eml";

    /// <summary>Takes over one file, within a transaction.</summary>
    public async Task ImportAsync(ImportSource source, CancellationToken ct)
    {
        try
        {
            var activity = await ReadAsync(source, ct);
            Attach(activity, source);
            if (activity.DealId is null && activity.AccountId is null)
                throw new UnreadableFileException("No deal or account fits: name the deal, put the file into a folder with its name, or import the contacts first.");
            await StoreAsync(activity, ct);
        }
        catch (UnreadableFileException e)
        {
            Refuse(source, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Refuse(source, "The file cannot be opened.");
        }
    }

    /// <summary>What one file tells, attached to nothing yet.</summary>
    /// <exception cref="UnreadableFileException">The file is no text of a kind that is read; the message says why.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public async Task<Activity> ReadAsync(ImportSource source, CancellationToken ct) => Read(source, await ReadBytesAsync(source, ct));

    private void Refuse(ImportSource source, string reason)
    {
        session.Log.Problem(source.Path, 0, null, reason);
        session.Log.Skipped(EntityKind.Activities);
    }

    private static async Task<byte[]> ReadBytesAsync(ImportSource source, CancellationToken ct)
    {
        await using var stream = source.Open();
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer, ct);
        return buffer.Length <= MaxLength ? buffer.ToArray() : throw new UnreadableFileException("The file is larger than 10 MB; it is no note, transcript or email.");
    }

    private Activity Read(ImportSource source, byte[] bytes)
    {
        var extension = Path.GetExtension(source.Path).ToLowerInvariant();
        var content = FileContent.Inspect(new ImportSource(source.Path, () => new MemoryStream(bytes), bytes.Length));
        if (content.Refusal is { } refusal)
            throw new UnreadableFileException(refusal);
        if (extension == ".eml")
            return ReadMail(source, bytes);
        var text = content.Encoding.GetString(bytes).TrimStart('\ufeff');
        var transcript = extension switch
        {
            ".vtt" or ".srt" => TranscriptReader.ReadSubtitles(text) ?? throw new UnreadableFileException("The file holds no subtitles: there is no line such as \"00:00:01.000 --> 00:00:04.000\"."),
            _ => TranscriptReader.ReadText(text),
        };
        return transcript is null ? ReadNote(source, text, bytes) : ReadTranscript(source, text, transcript, bytes);
    }

    private Activity ReadMail(ImportSource source, byte[] bytes)
    {
        var mail = Mail.Read(bytes) ?? throw new UnreadableFileException("The file is not an email: it has no sender, subject or message id.");
        var people = mail.Recipients.Select(r => session.Participant(r.Name, r.Email, null)).ToList();
        var isOurs = false;
        UserId? author = null;
        if (mail.From is { } from)
        {
            var sender = session.Participant(from.Name, from.Email, null);
            author = sender.UserId;
            isOurs = author is not null || (sender.ContactId is null && Names.Domain(from.Email) is { } domain && session.OwnDomains.Contains(domain));
            people.Insert(0, sender);
        }

        return new()
        {
            Kind = ActivityKind.Email,
            Direction = isOurs ? Direction.Outbound : Direction.Inbound,
            At = mail.Date ?? DateOf(source, mail.Body),
            Subject = mail.Subject,
            Body = mail.Body,
            AuthorId = author,
            Participants = people,
            InReplyTo = mail.InReplyTo,
            ExternalId = mail.MessageId is { } id ? $"mail:{id}" : ContentKey(bytes),
        };
    }

    private Activity ReadTranscript(ImportSource source, string text, Transcript transcript, byte[] bytes)
    {
        var speakers = transcript.Speakers;
        var people = speakers.Select(s => session.Participant(s, null, null)).ToList();
        var name = Path.GetFileNameWithoutExtension(source.Path);
        return new()
        {
            Kind = Spoken(name) ?? (speakers.Count > 2 ? ActivityKind.Meeting : ActivityKind.Call),
            Direction = Direction.Both,
            At = transcript.StartedAt ?? DateOf(source, text),
            Subject = Title(name),
            Body = transcript.ToText(),
            Minutes = transcript.Length is { TotalSeconds: > 0 } length ? (int)Math.Ceiling(length.TotalMinutes) : null,
            AuthorId = people.Select(p => p.UserId).FirstOrDefault(u => u is not null) ?? session.Options.UserId,
            Participants = people,
            ExternalId = ContentKey(bytes),
        };
    }

    private Activity ReadNote(ImportSource source, string text, byte[] bytes)
    {
        var body = HtmlText.PlainIfHtml(text);
        var heading = Heading().Match(body);
        return new()
        {
            Kind = ActivityKind.Note,
            Direction = Direction.Internal,
            At = DateOf(source, text),
            Subject = heading.Success ? heading.Groups[1].Value.Trim() : Title(Path.GetFileNameWithoutExtension(source.Path)),
            Body = body,
            AuthorId = session.Options.UserId,
            ExternalId = ContentKey(bytes),
        };
    }

    private void Attach(Activity activity, ImportSource source)
    {
        if ((session.Options.AttachTo ?? Named(session.Options.Deal)) is { } deal)
        {
            AttachTo(activity, deal);
            return;
        }

        if (session.Options.Deal is { } missing)
            throw new UnreadableFileException($"No single deal is called \"{RowReader.Cut(missing)}\".");

        // The innermost folder knows best.
        foreach (var folder in source.Path.Split('/').SkipLast(1).Reverse())
        {
            if (Named(folder) is { } inFolder)
            {
                AttachTo(activity, inFolder);
                return;
            }

            if (session.Accounts.TryFind(folder, out var account, out _))
            {
                AttachTo(activity, account);
                return;
            }
        }

        var accounts = activity.Participants.Where(p => p.UserId is null).Select(AccountOf).Where(a => a is not null).Distinct().ToList();
        if (accounts is [{ } only])
            AttachTo(activity, only);
        else if (accounts.Count > 1)
            throw new UnreadableFileException($"The people in it belong to {accounts.Count} accounts: name the deal that it is for.");
    }

    private DealId? Named(string? name)
    {
        if (name is null)
            return null;
        if (session.Deals.TryFind(name, out var byName, out _))
            return byName;
        foreach (var source in Vocabulary.Instance.Sources.Keys.Concat(["pipedrive", "file"]))
        {
            if (session.Deals.FindKey($"{source}:{Names.Key(name)}") is { } byKey)
                return byKey;
        }

        return session.Deals.FindKey(name);
    }

    private void AttachTo(Activity activity, DealId deal)
    {
        activity.DealId = deal;
        activity.AccountId = session.AccountOfDeal.TryGetValue(deal, out var account) ? account : null;
    }

    private void AttachTo(Activity activity, AccountId account)
    {
        activity.AccountId = account;
        activity.DealId = session.OpenDeals.GetValueOrDefault(account);
    }

    private AccountId? AccountOf(Participant person)
    {
        if (person.ContactId is { } contact && session.AccountOfContact.TryGetValue(contact, out var account))
            return account;
        return Names.Domain(person.Email) is { } domain && session.Domains.TryFind(domain, out var byDomain, out _) ? byDomain : null;
    }

    private async Task StoreAsync(Activity fresh, CancellationToken ct)
    {
        var key = Fnv.Add(Fnv.Start, fresh.ExternalId);
        if (session.SeenBefore(EntityKind.Activities, key, key) is not null)
        {
            session.Log.Unchanged(EntityKind.Activities);
            return;
        }

        var known = session.HasStored(EntityKind.Activities)
            ? await session.Db.Activities.AsNoTracking().FirstOrDefaultAsync(a => a.ExternalId == fresh.ExternalId, ct)
            : null;
        if (known is null)
        {
            await session.WriteAsync(fresh, isKnown: false, ct);
            session.Log.Added(EntityKind.Activities);
            return;
        }

        // The same content: its date is not taken anew from a file that was copied, nor its deal away by a folder that tells none.
        fresh.At = known.At;
        if (fresh.DealId is null && fresh.AccountId == known.AccountId)
            fresh.DealId = known.DealId;
        if (ActivityImport.Merge(known, fresh))
        {
            await session.WriteAsync(known, isKnown: true, ct);
            session.Log.Updated(EntityKind.Activities);
        }
        else
        {
            session.Log.Unchanged(EntityKind.Activities);
        }
    }

    private DateTimeOffset DateOf(ImportSource source, string text) => TextDate.Find(text, source.Path) ?? source.ModifiedAt ?? session.Now;

    private static string Title(string fileName) => Separators().Replace(TextDate.Without(fileName), " ").Trim(' ', '-') is { Length: > 0 } title ? title : fileName;

    // "call-acme", "Weekly meeting".
    private static ActivityKind? Spoken(string fileName) =>
        Title(fileName).Split(' ').Select(word => ActivityKinds.Of(word, "", false)).FirstOrDefault(kind => kind is ActivityKind.Call or ActivityKind.Meeting);

    /// <summary>Key of a text that carries none: the same bytes have the same one.</summary>
    public static string ContentKey(byte[] bytes) => $"text:{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}";

    [GeneratedRegex(@"^#{1,3}\s+(.{1,120})$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[_\s]+|(?<=\w)-(?=\w)")]
    private static partial Regex Separators();
}
