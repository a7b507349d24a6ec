using Agent.Core.Prompts;
using Agent.Infrastructure.Models.Prompts;
using Agent.Tests.Support;

namespace Agent.Infrastructure.Tests.Models.Prompts;

public sealed class PromptLibraryTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Load_NoFolder_HasEveryPromptThatTheProgramUses()
    {
        var library = PromptLibrary.Load(null);

        library.All.Select(p => p.Name).ShouldBe(KnownPrompts.All.Select(k => k.Name));
        var text = library[KnownPrompts.Answer].Render(new Dictionary<string, string> { [KnownPrompts.Today] = "Monday", [KnownPrompts.Page] = "On a page." });
        text.ShouldContain("Today is Monday. On a page.");
        text.ShouldNotContain("{{");
    }

    [Fact]
    public void Load_FileInTheFolder_TakesThePlaceOfTheProgramsOwn()
    {
        Write("answer.yaml", Valid);

        var prompt = PromptLibrary.Load(_folder.Path)[KnownPrompts.Answer];

        prompt.Template.ShouldBe("It is {{today}}.\n");
        prompt.Settings.ShouldBe(new PromptSettings(0.2f, 500));
        prompt.Hash.ShouldNotBe(PromptLibrary.Load(null)[KnownPrompts.Answer].Hash);
    }

    [Theory]
    [InlineData("answer.yaml", "name: answer\ntemplate_format: handlebars\ntemplate: Hello {{who}}\n", "{{who}}")]
    [InlineData("answer.yaml", "name: answer\ntemplate_format: handlebars\ntemplate: Hello {{who}}\ninput_variables:\n  - name: who\n    is_required: true\n", "\"who\"")]
    [InlineData("answer.yaml", "name: other\ntemplate_format: handlebars\ntemplate: Hello\n", "\"other\"")]
    [InlineData("answer.yaml", "name: answer\ntemplate_format: liquid\ntemplate: Hello\n", "template_format")]
    [InlineData("answer.yaml", "name: answer\ntemplate_format: handlebars\n", "no template")]
    [InlineData("answer.yaml", "name: answer\nspell: Hello\n", "Line 2")]
    [InlineData("answer.yaml", "", "empty")]
    [InlineData("anwser.yaml", "name: anwser\n", "nothing uses")]
    public void Load_FileThatCannotBeUsed_NamesItAndSaysWhy(string file, string text, string expected)
    {
        Write(file, text);

        var message = Should.Throw<FormatException>(() => PromptLibrary.Load(_folder.Path)).Message;

        message.ShouldContain(file);
        message.ShouldContain(expected);
    }

    public void Dispose() => _folder.Dispose();

    private const string Valid =
        """
        name: answer
        description: A short one.
        template_format: handlebars
        template: |
          It is {{today}}.
        input_variables:
          - name: today
            is_required: true
        execution_settings:
          default:
            temperature: 0.2
            max_tokens: 500
        """;

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.Path, file), text);
}
