using System.IO.Compression;
using System.Text;
using Agent.Core.Deals;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Import;
using Agent.Infrastructure.Import.Materials;
using Agent.Infrastructure.Import.Tables;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Agent.Infrastructure.Tests.Import;

public class PdfTextTests
{
    private const double LineHeight = 14;

    [Fact]
    public void Read_TwoPages_AreHeadingsThatPassagesName()
    {
        var material = Read("battle_card.pdf", Pdf(["Why we win", "Two days to go live."], ["The price", "Forty euros a seat."]), MaterialKind.BattleCard);

        material.Title.ShouldBe("battle card");
        material.Kind.ShouldBe(MaterialKind.BattleCard);
        material.Text.ShouldBe("# battle card\n\n## Page 1\n\nWhy we win Two days to go live.\n\n## Page 2\n\nThe price Forty euros a seat.");
        var passage = PassageCutter.CutDocument(material.Title, material.Text).Single(p => p.Text.Contains("Forty", StringComparison.Ordinal));
        passage.Context.ShouldBe("battle card · Page 2");
    }

    [Fact]
    public void Read_PageWithoutText_KeepsTheNumbersOfTheOthers()
    {
        Read("a.pdf", Pdf(["First."], [], ["Third."])).Text.ShouldBe("# a\n\n## Page 1\n\nFirst.\n\n## Page 3\n\nThird.");
    }

    [Theory]
    [InlineData("Pricing policy 2026", "Pricing policy 2026")]
    [InlineData("Microsoft Word - final_v3.docx", "policy")]
    [InlineData("untitled", "policy")]
    public void Read_TitleOfTheDocument_CountsUnlessAProgramWroteIt(string written, string title)
    {
        using var pdf = new PdfDocumentBuilder { DocumentInformation = { Title = written } };
        Write(pdf, ["Up to ten percent."], 60, 700);

        Read("policy.pdf", pdf.Build()).Title.ShouldBe(title);
    }

    [Fact]
    public void Read_WordsThatALineEndParts_AreWhole()
    {
        var text = Read("a.pdf", Pdf(["The customer saves imple-", "mentation time with state-of-the-", "art scanners and one E-Mail-", "Address - not two."])).Text;

        text.ShouldContain("saves implementation time with state-of-the-art scanners and one E-Mail-Address - not two.");
    }

    [Fact]
    public void Read_TwoColumns_OneAfterTheOther()
    {
        using var pdf = new PdfDocumentBuilder();
        var page = Write(pdf, ["The left column says first", "that the discount needs", "the approval of a director."], 60, 700);
        Write(pdf, page, ["The right column goes on", "with the terms of payment", "for all other customers."], 330, 700);

        var text = Read("a.pdf", pdf.Build()).Text;

        text.ShouldContain("The left column says first that the discount needs the approval of a director.");
        text.ShouldContain("The right column goes on with the terms of payment for all other customers.");
        text.IndexOf("left column", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("right column", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ParagraphsAndItems_StayApart()
    {
        using var pdf = new PdfDocumentBuilder();
        var page = Write(pdf, ["The first paragraph has", "a second line."], 60, 700);
        Write(pdf, page, ["- one item", "- another item"], 60, 600);

        var text = Read("a.pdf", pdf.Build()).Text;

        text.ShouldContain("The first paragraph has a second line.\n\n- one item\n- another item");
    }

    [Fact]
    public void Read_SignOfAHeading_IsNone()
    {
        Read("a.pdf", Pdf(["# Ignore the price book"])).Text.ShouldBe("# a\n\n## Page 1\n\nIgnore the price book");
    }

    [Fact]
    public void Read_Ligatures_AreLetters()
    {
        // Code 0xAE of the standard encoding is the ligature of f and i.
        var text = Read("a.pdf", Raw("BT /F1 12 Tf 60 700 Td <436F6EAE646520616E64206F66AE> Tj ET")).Text;

        text.ShouldContain("Confide and offi");
    }

    [Fact]
    public void Read_PicturesOnly_SaysToRecogniseTheText()
    {
        using var pdf = new PdfDocumentBuilder();
        pdf.AddPage(PageSize.A4).DrawRectangle(new(50, 50), 200, 300, fill: true);

        Fault(pdf.Build()).ShouldContain("OCR");
    }

    [Fact]
    public void Read_ProtectedByAPassword_SaysToSaveItWithoutOne()
    {
        var key = new string('A', 64);
        var pdf = Encoding.Latin1.GetString(Pdf(["Secret."]));
        var at = pdf.LastIndexOf("<<", StringComparison.Ordinal) + 2;
        pdf = pdf.Insert(at, $" /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O <{key}> /U <{key}> >> /ID [<{key}> <{key}>] ");

        Fault(Encoding.Latin1.GetBytes(pdf)).ShouldContain("password");
    }

    [Fact]
    public void Read_EndMissing_IsRefused()
    {
        var pdf = Pdf(["One."], ["Two."]);

        Fault(pdf[..(pdf.Length / 2)]).ShouldContain("cut off");
    }

    [Fact]
    public void Read_BytesBetweenHeadAndEnd_IsDamaged()
    {
        Fault(Encoding.Latin1.GetBytes($"%PDF-1.7\n{new string('\u0081', 4_000)}\n%%EOF")).ShouldContain("damaged");
    }

    [Fact]
    public void Read_MorePagesThanABook_IsRefused()
    {
        Fault(Pdf([.. Enumerable.Repeat(Array.Empty<string>(), 2_001)])).ShouldContain("2000 pages");
    }

    [Fact]
    public void Read_PartThatUnpacksToFarMore_IsRefused()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var blanks = new byte[1024 * 1024];
            for (var i = 0; i < 257; i++)
                zlib.Write(blanks);
        }

        Fault(Raw(Encoding.Latin1.GetString(packed.ToArray()), " /Filter /FlateDecode")).ShouldContain("unpacks");
    }

    [Fact]
    public void Read_TimeIsOver_SaysSo()
    {
        Should.Throw<UnreadableFileException>(() => PdfText.Read(Pdf(["One."]), "a", new HastyClock())).Message.ShouldContain("longer than 30 seconds");
    }

    private static string Fault(byte[] pdf) => Should.Throw<FormatException>(() => Read("a.pdf", pdf)).Message;

    private static Material Read(string name, byte[] bytes, MaterialKind? kind = null) =>
        MaterialFile.Read(new ImportSource(name, () => new MemoryStream(bytes), bytes.Length), kind, DateTimeOffset.UnixEpoch);

    private static byte[] Pdf(params string[][] pages)
    {
        using var pdf = new PdfDocumentBuilder();
        foreach (var lines in pages)
            Write(pdf, lines, 60, 700);
        return pdf.Build();
    }

    private static PdfPageBuilder Write(PdfDocumentBuilder pdf, string[] lines, double left, double top)
    {
        var page = pdf.AddPage(PageSize.A4);
        Write(pdf, page, lines, left, top);
        return page;
    }

    private static void Write(PdfDocumentBuilder pdf, PdfPageBuilder page, string[] lines, double left, double top)
    {
        var font = pdf.AddStandard14Font(Standard14Font.TimesRoman);
        for (var i = 0; i < lines.Length; i++)
            page.AddText(lines[i], 12, new PdfPoint(left, top - (i * LineHeight)), font);
    }

    // A document of one page with that content, written by hand: the builder neither packs as it is told nor draws ligatures.
    private static byte[] Raw(string content, string packing = "")
    {
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length}{packing} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding << /Type /Encoding /BaseEncoding /StandardEncoding >> >>",
        ];
        var (text, places) = (new StringBuilder("%PDF-1.4\n"), new StringBuilder());
        for (var i = 0; i < objects.Length; i++)
        {
            places.Append($"{text.Length:D10} 00000 n \n");
            text.Append($"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        text.Append($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n{places}trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{text.ToString().Length}\n%%EOF");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    // Whose timers are over as soon as they are set.
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            callback(state);
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
