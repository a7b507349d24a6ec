using Agent.Core.Prompts;

namespace Agent.Core.Tests.Prompts;

public sealed class PromptTests
{
    [Fact]
    public void Render_Values_FillTheGapsAndStayWhatTheyAre()
    {
        var prompt = Prompt.Create("greet", "", "Hello {{ name }}, {{title}}!", [new("name", null, true, null), new("title", null, false, "friend")]);

        prompt.Render(new Dictionary<string, string> { ["name"] = "{{title}} & <b>" }).ShouldBe("Hello {{title}} & <b>, friend!");
    }

    [Theory]
    [InlineData("Hello {{nobody}}", "{{nobody}}")]
    [InlineData("{{#if name}}Hello{{/if}}", "more of Handlebars")]
    public void Create_TemplateThatCannotBeFilled_SaysWhy(string template, string expected) =>
        Should.Throw<FormatException>(() => Prompt.Create("greet", "", template, [new("name", null, true, null)])).Message.ShouldContain(expected);

    [Fact]
    public void Fault_InputThatIsNotGiven_IsNamed()
    {
        var prompt = Prompt.Create("greet", "", "Hello {{name}}", [new("name", null, true, null)]);

        prompt.Fault(["today"])!.ShouldContain("\"name\"");
        prompt.Fault(["today", "name"]).ShouldBeNull();
    }

    [Fact]
    public void Hash_Content_ChangesWithItAndNotWithLineEnds()
    {
        static string Hash(string template) => Prompt.Create("greet", "", template, []).Hash;

        Hash("One\nTwo").ShouldBe(Hash("One\r\nTwo"));
        Hash("One").ShouldNotBe(Hash("Two"));
    }
}
