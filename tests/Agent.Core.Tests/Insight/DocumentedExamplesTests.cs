using System.Text.Json;
using System.Text.RegularExpressions;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Qualification.Topics;
using Agent.Core.Insight.Texts;

namespace Agent.Core.Tests.Insight;

public sealed partial class DocumentedExamplesTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs", "frameworks-and-templates.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Example_OfEachKind_IsRead()
    {
        var blocks = JsonBlock().Matches(Page).Select(m => m.Groups[1].Value).ToList();

        Framework.Parse(blocks[0]).Criteria.Count.ShouldBe(3);
        SummaryTemplate.Parse(blocks[1]).Sections.Count.ShouldBe(7);
    }

    [Fact]
    public void Page_EveryTopicReaderAndContent_IsNamed()
    {
        string[] names =
        [
            .. Enum.GetValues<Topic>().Select(t => JsonSerializer.Serialize(t, JsonSerializerOptions.Web).Trim('"')),
            .. Enum.GetNames<CriterionReader>().Select(JsonNamingPolicy.CamelCase.ConvertName),
            .. Enum.GetNames<SectionContent>().Select(JsonNamingPolicy.CamelCase.ConvertName),
            .. Enum.GetNames<SectionReader>().Select(JsonNamingPolicy.CamelCase.ConvertName),
        ];

        names.Where(n => !Page.Contains($"`{n}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Agent.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
