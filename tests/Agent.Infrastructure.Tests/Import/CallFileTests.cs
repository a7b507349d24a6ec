using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using Agent.Infrastructure.Import;

namespace Agent.Infrastructure.Tests.Import;

public sealed class CallFileTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2027, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("call-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData("Greta Holm <greta@lakeside.example>", Side.Buyer)]
    [InlineData("Ole Berg <ole@lamps.example>", Side.Seller)]
    [InlineData("Somebody Else <else@lamps.example>", Side.Seller)]
    public async Task ReadAsync_Mail_TakesAuthorAndTimeFromItsHeaderAndSetsHistoryApart(string from, Side side)
    {
        var read = await ReadAsync("reply.eml", $"""
            From: {from}
            To: Ole Berg <ole@lamps.example>
            Subject: Lamps
            Date: Tue, 10 Nov 2026 09:14:00 +0100
            Content-Type: text/plain; charset=utf-8

            Hi,

            On the hallway: we need twelve lamps.
            One question: do they dim?

            > On Mon, 9 Nov 2026 Ole Berg wrote:
            > We hang them within 5 days.
            """);

        read.At.ShouldBe(new DateTimeOffset(2026, 11, 10, 8, 14, 0, TimeSpan.Zero));
        var body = read.Statements.ShouldHaveSingleItem();
        (body.Side, body.Speaker, body.At).ShouldBe((side, from.Split(" <")[0], read.At));
        read.Text[body.Start..body.End].ShouldContain("One question: do they dim?");
        read.Text[body.Start..body.End].ShouldNotContain("within 5 days");
    }

    [Fact]
    public async Task ReadAsync_SubtitlesWithoutMarks_KeepEachCueApart()
    {
        var read = await ReadAsync("2026-11-03 call.vtt", """
            WEBVTT

            00:00:01.000 --> 00:00:04.000
            <v Ole Berg>when should they hang

            00:00:05.000 --> 00:00:09.000
            <v Greta Holm>i run the house so it is my call

            00:00:10.000 --> 00:00:14.000
            <v Greta Holm>we want them up in three weeks
            """);

        read.Day.ShouldBe(new DateOnly(2026, 11, 3));
        read.Statements.Select(u => read.Text[u.Start..u.End]).ShouldBe(["when should they hang", "i run the house so it is my call", "we want them up in three weeks"]);
        read.Statements.First().Side.ShouldBe(Side.Seller);
    }

    [Fact]
    public async Task ReadAsync_TextWithoutDate_IsAsOldAsItsFile()
    {
        var file = new FileInfo(Path.Combine(_folder, "call.txt"));
        await File.WriteAllTextAsync(file.FullName, "Ole Berg: Hello.\r\nGreta Holm: Hi.", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(file.FullName, new DateTime(2026, 12, 24, 8, 0, 0, DateTimeKind.Utc));

        var read = await CallFile.ReadAsync(file, Us, Now, TestContext.Current.CancellationToken);

        read.Day.ShouldBe(new DateOnly(2026, 12, 24));
        read.Text.ShouldBe("Ole Berg: Hello.\nGreta Holm: Hi.");
    }

    private static readonly User[] Us = [new() { Name = "Ole Berg", Email = "ole@lamps.example" }];

    private async Task<ReadActivity> ReadAsync(string name, string text)
    {
        var file = new FileInfo(Path.Combine(_folder, name));
        await File.WriteAllTextAsync(file.FullName, text, TestContext.Current.CancellationToken);
        return await CallFile.ReadAsync(file, Us, Now, TestContext.Current.CancellationToken);
    }
}
