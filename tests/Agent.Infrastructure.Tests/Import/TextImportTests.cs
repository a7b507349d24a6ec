using System.Text;
using Agent.Core.Deals;
using Agent.Infrastructure.Import;
using static Agent.Infrastructure.Tests.Import.ImportStore;

namespace Agent.Infrastructure.Tests.Import;

public sealed class TextImportTests : IDisposable
{
    private readonly ImportStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task ImportAsync_ZoomVtt_IsMergedAndAttachedByFolder()
    {
        await PrepareAsync();
        var report = await _store.ImportAsync(Text("texts/Acme rollout/2025-02-03 call.vtt", """
            WEBVTT

            1
            00:00:01.000 --> 00:00:03.000
            Jane Rep: Hello Ann,

            2
            00:00:03.500 --> 00:00:05.000
            Jane Rep: how are you?

            3
            00:01:02.000 --> 00:01:30.000
            Ann Buyer: Fine. Our budget is 50k.
            """));

        report.Problems.ShouldBeEmpty();
        report.Activities.ShouldBe(new(1, 0, 0, 0));
        var call = await OnlyAsync();
        call.Body.ShouldBe("[00:00:01] Jane Rep: Hello Ann, how are you?\n[00:01:02] Ann Buyer: Fine. Our budget is 50k.");
        (call.Kind, call.Direction, call.Minutes, call.At.Date).ShouldBe((ActivityKind.Call, Direction.Both, 2, new DateTime(2025, 2, 3)));
        call.DealId.ShouldBe((await _store.DealAsync("Acme rollout")).Id);
        call.Participants[0].UserId.ShouldNotBeNull();
        call.Participants[1].ContactId.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("teams.vtt", "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Jane Rep>Hi &amp; hello</v>\n\n00:00:04.000 --> 00:00:05.000\n<v Ann Buyer>Yes</v>\n", "[00:00:01] Jane Rep: Hi & hello\n[00:00:04] Ann Buyer: Yes")]
    [InlineData("call.srt", "1\n00:00:01,000 --> 00:00:03,000\nJane Rep: Hi\n\n2\n00:00:04,000 --> 00:00:05,000\nAnn Buyer: Yes\n", "[00:00:01] Jane Rep: Hi\n[00:00:04] Ann Buyer: Yes")]
    [InlineData("lines.txt", "[2023-10-01T10:00:00] Jane Rep: Hi\n[2023-10-01T10:00:05] Ann Buyer: Yes\n", "[00:00:00] Jane Rep: Hi\n[00:00:05] Ann Buyer: Yes")]
    [InlineData("clock.txt", "[00:12] Jane Rep: Hi\nand more\n[01:02:03] Ann Buyer: Yes\n", "[00:00:12] Jane Rep: Hi and more\n[01:02:03] Ann Buyer: Yes")]
    [InlineData("otter.txt", "Jane Rep  0:12\nHi there\n\nAnn Buyer  1:05\nYes\n", "[00:00:12] Jane Rep: Hi there\n[00:01:05] Ann Buyer: Yes")]
    [InlineData("fireflies.txt", "00:12 Jane Rep\nHi there\n00:15 Ann Buyer\nYes\n", "[00:00:12] Jane Rep: Hi there\n[00:00:15] Ann Buyer: Yes")]
    [InlineData("teams.txt", "Jane Rep\n0:12\nHi there\nAnn Buyer\n0:15\nYes\n", "[00:00:12] Jane Rep: Hi there\n[00:00:15] Ann Buyer: Yes")]
    public async Task ImportAsync_TranscriptForm_IsNormalized(string file, string content, string expected)
    {
        await PrepareAsync();
        var report = await _store.ImportAsync(new ImportOptions { Deal = "Acme rollout" }, Text(file, content));

        report.Problems.ShouldBeEmpty();
        var call = await OnlyAsync();
        call.Body.ShouldBe(expected);
        call.Kind.ShouldBe(ActivityKind.Call);
        if (file == "lines.txt")
            call.At.ShouldBe(new DateTimeOffset(2023, 10, 1, 10, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task ImportAsync_Note_KeepsItsTextAndTakesItsDateFromTheName()
    {
        await PrepareAsync();
        await _store.ImportAsync(Text("Acme/2025-01-15_site-visit.md", "# Site visit\n\nMet Ann: she likes it.\nNext: price list.\n"));

        var note = await OnlyAsync();
        (note.Kind, note.Direction, note.Subject, note.At.Date).ShouldBe((ActivityKind.Note, Direction.Internal, "Site visit", new DateTime(2025, 1, 15)));
        note.Body.ShouldStartWith("# Site visit\n\nMet Ann");
        note.DealId.ShouldBe((await _store.DealAsync("Acme rollout")).Id);
    }

    [Fact]
    public async Task ImportAsync_Mail_IsDecodedAndFindsItsDealByTheSender()
    {
        await PrepareAsync();
        var mail = """
            Message-ID: <m2@acme.com>
            In-Reply-To: <m1@us.com>
            Date: Tue, 4 Mar 2025 10:15:00 +0100 (CET)
            From: =?utf-8?Q?Ann_B=C3=BCyer?= <Ann@acme.com>
            To: "Rep, Jane" <jane@us.com>, bob@acme.com
            Subject: =?UTF-8?B?UmU6IFByZWlzZSBmw7xy?=
             =?UTF-8?Q?_M=C3=A4rz?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="outer"

            preamble
            --outer
            Content-Type: multipart/alternative; boundary=inner

            --inner
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            Gr=FC=DFe, the price is =
            too high.
            --inner
            Content-Type: text/html; charset=utf-8

            <p>not this</p>
            --inner--
            --outer
            Content-Type: text/plain; name="a.txt"
            Content-Disposition: attachment; filename="a.txt"

            not this either
            --outer--
            """;
        var report = await _store.ImportAsync(Text("mails/re.eml", mail.ReplaceLineEndings("\r\n")));

        report.Problems.ShouldBeEmpty();
        var email = await OnlyAsync();
        (email.Kind, email.Direction, email.Subject, email.Body).ShouldBe((ActivityKind.Email, Direction.Inbound, "Re: Preise für März", "Grüße, the price is too high."));
        (email.At, email.InReplyTo, email.ExternalId).ShouldBe((new DateTimeOffset(2025, 3, 4, 9, 15, 0, TimeSpan.Zero), "m1@us.com", "mail:m2@acme.com"));
        email.Participants.Select(p => (p.Name, p.Email)).ShouldBe([("Ann Büyer", "ann@acme.com"), ("Rep, Jane", "jane@us.com"), ("", "bob@acme.com")]);
        email.Participants[0].ContactId.ShouldNotBeNull();
        email.DealId.ShouldBe((await _store.DealAsync("Acme rollout")).Id);
    }

    [Theory]
    [InlineData("ann@evil.example", false)]
    [InlineData("ann.buyer@acme.com", true)]
    [InlineData("ann@mail.acme.com", true)]
    public async Task ImportAsync_MailUnderAContactsName_IsTheContactsOnlyFromItsDomain(string address, bool isHers)
    {
        await PrepareAsync();

        await _store.ImportAsync(Text("Acme/in.eml", $"From: Ann Buyer <{address}>\nTo: jane@us.com\nSubject: Hi\nDate: 4 Mar 2025 10:15 GMT\n\nHello\n"));

        var sender = (await OnlyAsync()).Participants[0];
        (sender.Name, sender.Email, sender.ContactId is not null).ShouldBe(("Ann Buyer", address, isHers));
    }

    [Fact]
    public async Task ImportAsync_MailOfOurs_IsOutboundAndHtmlBecomesText()
    {
        await PrepareAsync();
        await _store.ImportAsync(Text("out.eml", "From: Jane <jane@us.com>\nTo: ann@acme.com\nSubject: Offer\nReferences: <a@x> <b@x>\nDate: 4 Mar 2025 10:15 GMT\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            + Convert.ToBase64String(Encoding.UTF8.GetBytes("<html><head><style>p{}</style></head><body><p>Dear Ann,</p><p>12&nbsp;€ a seat<br>as said.</p></body></html>"))));

        var email = await OnlyAsync();
        (email.Direction, email.Body, email.InReplyTo).ShouldBe((Direction.Outbound, "Dear Ann,\n\n12 € a seat\nas said.", "b@x"));
        email.AuthorId.ShouldNotBeNull();
    }

    [Fact]
    public async Task ImportAsync_SeveralOpenDeals_AttachesToTheAccountOnly()
    {
        await PrepareAsync();
        await _store.ImportAsync(Text("more.csv", "Deal ID,Deal Name,Stage,Account\n2,Acme service,Demo,Acme\n"));
        await _store.ImportAsync(Text("in.eml", "From: ann@acme.com\nTo: jane@us.com\nSubject: Hi\nDate: 4 Mar 2025 10:15 GMT\n\nHello\n"));

        var email = await OnlyAsync();
        email.DealId.ShouldBeNull();
        email.AccountId.ShouldBe((await _store.DealAsync("Acme service")).AccountId);
    }

    [Fact]
    public async Task ImportAsync_SameTextTwice_ChangesNothing()
    {
        await PrepareAsync();
        var sources = new[]
        {
            Text("Acme/note.md", "A note without date"),
            Text("Acme/in.eml", "Message-ID: <1@x>\nFrom: ann@acme.com\nSubject: Hi\n\nHello\n"),
        };
        (await _store.ImportAsync(sources)).Activities.ShouldBe(new(2, 0, 0, 0));
        _store.Now = _store.Now.AddDays(1);
        (await _store.ImportAsync(sources)).Activities.ShouldBe(new(0, 0, 2, 0));
    }

    [Fact]
    public async Task ImportAsync_TextsThatFitNothing_AreReported()
    {
        await PrepareAsync();
        var report = await _store.ImportAsync(
            Text("x/note.md", "About nobody"),
            Text("Acme/fake.eml", "just words"),
            Text("Acme/fake.vtt", "no cues"),
            Bytes("Acme/binary.txt", [1, 0, 2, 0, 0, 3]));

        report.Activities.ShouldBe(new(0, 0, 0, 4));
        report.Problems.Select(p => p.File).ShouldBe(["x/note.md", "Acme/fake.eml", "Acme/fake.vtt", "Acme/binary.txt"]);
        (await _store.AllAsync<Activity>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ImportAsync_UnknownDealOption_IsReported()
    {
        await PrepareAsync();
        var report = await _store.ImportAsync(new ImportOptions { Deal = "No such deal" }, Text("note.md", "Text"));
        report.Problems.Single().Reason.ShouldContain("No such deal");
    }

    [Theory]
    [InlineData("outbound", Direction.Outbound, true)]
    [InlineData("inbound", Direction.Inbound, false)]
    public async Task ImportAsync_ActivityOfATable_IsWrittenByWhomItsDirectionSays(string direction, Direction expected, bool ours)
    {
        await PrepareAsync();
        await _store.ImportAsync(Text("activities.json", $$"""
            [{"id":"7","type":"email","date":"2025-03-04T10:00:00Z","subject":"Lamps","body":"Our lamps cost 900 EUR.","deal":"Acme rollout","contact":"Ann Buyer","direction":"{{direction}}","owner":"Jane Rep"}]
            """));

        var mail = await OnlyAsync();
        mail.Direction.ShouldBe(expected);
        (mail.Participants[0].UserId is not null, mail.Participants[0].ContactId is not null).ShouldBe((ours, !ours));
        mail.Participants.ShouldContain(p => p.ContactId != null);
    }

    private async Task PrepareAsync()
    {
        var report = await _store.ImportAsync(
            Text("users.csv", "Name,Email,Manager\nJane Rep,jane@us.com,Max Boss\n"),
            Text("accounts.csv", "Account Name,Website,Industry\nAcme,acme.com,Energy\n"),
            Text("contacts.csv", "First Name,Last Name,Email,Account Name\nAnn,Buyer,ann@acme.com,Acme\n"),
            Text("deals.csv", "Deal ID,Deal Name,Stage,Account\n1,Acme rollout,Demo,Acme\n"));
        report.Problems.ShouldBeEmpty();
    }

    private async Task<Activity> OnlyAsync() => (await _store.AllAsync<Activity>()).Single();
}
