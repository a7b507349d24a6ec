using System.IO.Compression;
using System.Text;
using Agent.Core.Deals;
using Agent.Infrastructure.Import;
using Agent.Infrastructure.Import.Materials;

namespace Agent.Infrastructure.Tests.Import;

public class MaterialFileTests
{
    private const string Word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    [Fact]
    public void Read_FrontMatter_SaysWhatItIsFor()
    {
        var material = Read("card.md", "---\ntitle: Against ScanPro, and others\nkind: battle-card\ncompetitors: [ScanPro, \"Zebra Co\"]\nstages:\n  - Demo\n  - Proposal\nindustry: Logistics\n---\n# Why we win\n\nTwo days.");

        material.Title.ShouldBe("Against ScanPro, and others");
        material.Kind.ShouldBe(MaterialKind.BattleCard);
        material.Use.Competitors.ShouldBe(["ScanPro", "Zebra Co"]);
        material.Use.Stages.ShouldBe(["Demo", "Proposal"]);
        material.Use.Industries.ShouldBe(["Logistics"]);
        material.Text.ShouldBe("# Why we win\n\nTwo days.");
    }

    [Fact]
    public void Read_Headings_SayItToo()
    {
        var material = Read("price_policy.txt", "# Pricing policy\n\n## Objections\n\n- price\n- contract length\n\n## Discounts\n\nUp to 10 %.", MaterialKind.PricingPolicy);

        material.Title.ShouldBe("Pricing policy");
        material.Kind.ShouldBe(MaterialKind.PricingPolicy);
        material.Use.Objections.ShouldBe(["price", "contract length"]);
    }

    [Fact]
    public void Read_WordDocument_KeepsHeadingsParagraphsAndTables()
    {
        var text = $"<w:document {Word}><w:body><w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Case study</w:t></w:r></w:p>"
            + "<w:p><w:r><w:t xml:space=\"preserve\">Two </w:t></w:r><w:r><w:t>runs &amp; more.</w:t></w:r></w:p>"
            + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Before</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>After</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";

        var material = Read("case.docx", Docx(text), MaterialKind.CaseStudy);

        material.Title.ShouldBe("Case study");
        material.Text.ShouldStartWith("# Case study\n\nTwo runs & more.");
        material.Text.ShouldContain("Before");
        material.Text.ShouldContain("After");
    }

    [Fact]
    public void Read_WordDocumentWithADoctype_IsRefused()
    {
        var text = $"<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">]><w:document {Word}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>";

        Should.Throw<FormatException>(() => Read("case.docx", Docx(text))).Message.ShouldContain("damaged");
    }

    [Fact]
    public void Read_WordDocumentThatUnpacksToFarMore_IsRefused()
    {
        Should.Throw<FormatException>(() => Read("bomb.docx", Docx(new string(' ', 8 * 1024 * 1024)))).Message.ShouldContain("unpacks");
    }

    [Theory]
    [InlineData("a.pdf", "%PDF-1.7", "cut off")]
    [InlineData("a.xlsx", "x", "Only Word")]
    [InlineData("a.docx", "no archive", "damaged")]
    [InlineData("a.md", "---\ntitle: x\n---\n", "no text")]
    public void Read_FileThatCannotBeRead_SaysWhy(string name, string content, string reason)
    {
        Should.Throw<FormatException>(() => Read(name, content)).Message.ShouldContain(reason);
    }

    private static Material Read(string name, string text, MaterialKind? kind = null) => Read(name, Encoding.UTF8.GetBytes(text), kind);

    private static Material Read(string name, byte[] bytes, MaterialKind? kind = null) =>
        MaterialFile.Read(new ImportSource(name, () => new MemoryStream(bytes), bytes.Length), kind, DateTimeOffset.UnixEpoch);

    private static byte[] Docx(string document)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry("word/document.xml").Open();
            part.Write(Encoding.UTF8.GetBytes(document));
        }

        return file.ToArray();
    }
}
