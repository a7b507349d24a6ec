using System.Text.Json;
using Agent.Core.Agents.Tools;
using Agent.Infrastructure.Models.Chat;
using Agent.Tests.Support;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Tests.Models.Chat;

public sealed class MaskingChatClientTests
{
    private static readonly IReadOnlyList<ConfidentialKind> Kinds = new ConfidentialOptions { Emails = true, Phones = true, Patterns = { ["iban"] = @"DE\d{20}" } }.Kinds;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetStreamingResponseAsync_Confidential_ReachesNoModelAndComesBack()
    {
        IReadOnlyList<ChatMessage> seen = [];
        using var model = new ScriptedChatClient((messages, _) =>
        {
            seen = messages;
            // In pieces, as models write.
            return new AIContent[] { new TextContent("Write to MAS"), new TextContent("KED_EMAIL_"), new TextContent("1"), new TextContent(" today. MASK"), new TextContent("ing is off") }.ToAsyncEnumerable();
        });
        using var client = new MaskingChatClient(model, Kinds);

        var response = await client.GetResponseAsync(
            [
                new(ChatRole.User, "Who is tomas@acme.example?"),
                new(ChatRole.Assistant, [new FunctionCallContent("1", "who_is_who", new Dictionary<string, object?> { ["person"] = "tomas@acme.example" })]),
                new(ChatRole.Tool, [new ToolReturn("1", null, """{"data":"Tomas, Tomas@acme.example, +49 170 1234567, DE12345678901234567890, closes 05.11.2026, €1,200,000"}""")]),
            ],
            cancellationToken: Ct);

        var sent = JsonSerializer.Serialize(seen.SelectMany(m => m.Contents).Select(c => c switch
        {
            TextContent text => text.Text,
            FunctionCallContent call => JsonSerializer.Serialize(call.Arguments),
            FunctionResultContent result => (string)result.Result!,
            _ => "?",
        }));
        sent.ShouldNotContain("acme.example");
        sent.ShouldNotContain("1234567");
        sent.ShouldContain("05.11.2026");
        sent.ShouldContain("1,200,000");
        ((string)((FunctionResultContent)seen[2].Contents[0]).Result!).ShouldContain("Tomas, MASKED_EMAIL_1,");
        response.Text.ShouldBe("Write to tomas@acme.example today. MASKing is off");
    }

    [Fact]
    public async Task GetStreamingResponseAsync_CallWithAPlaceholder_ReachesTheToolWithTheValue()
    {
        using var model = ScriptedChatClient.Saying([new TextContent("See MASKED_PHONE_1"), ScriptedChatClient.Call("1", "who_is_who", ("person", "MASKED_EMAIL_2"))]);
        using var client = new MaskingChatClient(model, Kinds);

        var response = await client.GetResponseAsync([new(ChatRole.User, "Call +49 170 1234567 or write to o'neil+x@acme.example")], cancellationToken: Ct);

        response.Text.ShouldBe("See MASKED_PHONE_1");
        response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Single().Arguments!["person"]!.ToString().ShouldBe("MASKED_EMAIL_2");
    }

    [Theory]
    [InlineData("(a+)+$(?=b)", false)]
    [InlineData("[A-Z", false)]
    [InlineData("x*", false)]
    [InlineData(@"\bK-\d{4}\b", true)]
    public void Problems_Patterns_AreTriedAtTheStart(string pattern, bool valid) =>
        new ConfidentialOptions { Patterns = { ["customer"] = pattern } }.Problems().Any().ShouldBe(!valid);
}
