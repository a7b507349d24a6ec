using System.Text.Json;
using Agent.Core.Changes;
using Agent.EndToEnd.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

/// <summary>No page breaks a rule that axe can check: names, contrast, landmarks, order of headings.</summary>
public sealed class AccessibilityTests(AssistantSite site) : BrowserTest(site)
{
    private static readonly string Axe = Path.Combine(AssistantSite.RepositoryRoot, "src", "web", "node_modules", "axe-core", "axe.min.js");

    public static TheoryData<ColorScheme> Schemes => [ColorScheme.Light, ColorScheme.Dark];

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task SignIn_HasNoViolations(ColorScheme scheme)
    {
        var page = await OpenAsync(new() { ColorScheme = scheme });
        await page.GotoAsync("/sign-in");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await CheckAsync(page);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Assistant_HasNoViolations(ColorScheme scheme)
    {
        var page = await OpenAsAsync(Seat.Priya, "/assistant", new() { ColorScheme = scheme });
        var assistant = new AssistantPanel(page);
        var turn = await assistant.AskToEndAsync("what should I do next on Acme");
        await turn.GetByText("Worked out the next step").First.ClickAsync();
        await turn.GetByRole(AriaRole.Button, new() { Name = "This answer did not help" }).ClickAsync();
        await Expect(turn.GetByRole(AriaRole.Textbox, new() { Name = "What was wrong with it? (optional)" })).ToBeVisibleAsync();
        await turn.GetByRole(AriaRole.Button, new() { Name = "Edit the question" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Your question" })).ToBeFocusedAsync();
        await CheckAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await Expect(turn.GetByRole(AriaRole.Button, new() { Name = "Edit the question" })).ToBeFocusedAsync();

        turn = await assistant.AskToEndAsync("what did Laura say about the budget");
        await AssistantPanel.Citations(turn).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Source" }).Locator("mark.quoted")).ToBeVisibleAsync();
        await CheckAsync(page);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Today_HasNoViolations(ColorScheme scheme)
    {
        var page = await OpenAsAsync(Seat.Helen, "/", new() { ColorScheme = scheme });
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Brief for ") }).First).ToBeVisibleAsync();
        await CheckAsync(page);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Pipeline_HasNoViolations(ColorScheme scheme)
    {
        var page = await OpenAsAsync(Seat.Helen, "/pipeline", new() { ColorScheme = scheme });
        await Expect(page.GetByRole(AriaRole.Article).First).ToBeVisibleAsync();
        await CheckAsync(page);

        await page.GetByRole(AriaRole.Radiogroup, new() { Name = "View" }).GetByText("List").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Nth(1)).ToBeVisibleAsync();
        await CheckAsync(page);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Deals_HasNoViolations(ColorScheme scheme)
    {
        var page = await OpenAsAsync(Seat.Helen, "/deals", new() { ColorScheme = scheme });
        await Expect(page.GetByRole(AriaRole.Row).Nth(1)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "More filters" }).ClickAsync();
        await CheckAsync(page);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Deal_HasNoViolations(ColorScheme scheme)
    {
        var acme = await Server.FindDealAsync("Acme Logistics - Rotterdam rollout");
        var page = await OpenAsAsync(Seat.Priya, $"/deals/{acme.Id}", new() { ColorScheme = scheme });
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Status" })).ToBeVisibleAsync();
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Timeline" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Timeline" }).GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Qualification" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Criteria" })).ToBeVisibleAsync();
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Proposals & history" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Decided earlier" })).ToBeVisibleAsync();
        await CheckAsync(page);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Approvals_HasNoViolations(ColorScheme scheme)
    {
        var deal = await Server.FindDealAsync("Skarvøy Seafood - Cold store");
        await Server.ProposeAsync(deal, ChangeKind.NextStep, (ChangeFields.NextStep, "Ask for the drawings"));
        var page = await OpenAsAsync(Seat.Helen, $"/approvals?deal={deal.Id}&kind=nextStep", new() { ColorScheme = scheme });
        await Expect(page.GetByRole(AriaRole.Article).First).ToBeVisibleAsync();
        await CheckAsync(page);
        await page.Keyboard.PressAsync("e");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Next step", Exact = true })).ToBeFocusedAsync();
        await CheckAsync(page);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Audit_HasNoViolations(ColorScheme scheme)
    {
        var page = await OpenAsAsync(Seat.Helen, "/audit", new() { ColorScheme = scheme });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Audit" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Status, new() { Name = "Loading the log" })).ToBeHiddenAsync();
        await CheckAsync(page);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Import_HasNoViolations(ColorScheme scheme)
    {
        var page = await OpenAsAsync(Seat.Helen, "/import", new() { ColorScheme = scheme });
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Choose files" })).ToBeVisibleAsync();
        await CheckAsync(page);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task NoticeOfAnImport_HasNoViolations(ColorScheme scheme)
    {
        var helen = await OpenAsAsync(Seat.Helen, "/", new() { ColorScheme = scheme });
        await Expect(helen.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        var alex = await OpenAsAsync(Seat.Alex, "/");
        var form = alex.APIRequest.CreateFormData();
        form.Append("files", new FilePayload { Name = "accounts.csv", MimeType = "text/csv", Buffer = "Account ID,Account Name,Industry\nn1,Notice Shipping,Logistics\n"u8.ToArray() });
        (await alex.APIRequest.PostAsync("/api/imports", new() { Multipart = form })).Status.ShouldBe(202);

        await Expect(helen.GetByText("The import of Alex Morgan is finished")).ToBeVisibleAsync();
        await CheckAsync(helen);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Settings_HasNoViolations(ColorScheme scheme)
    {
        var page = await OpenAsAsync(Seat.Alex, "/settings", new() { ColorScheme = scheme });
        var sections = page.GetByRole(AriaRole.Navigation, new() { Name = "Settings" }).GetByRole(AriaRole.Link);
        await Expect(sections).ToHaveTextAsync(["You", "Reading of deals", "Pipelines", "Price book", "Delivery", "Approvals", "Material", "Models", "People"]);
        foreach (var name in await sections.AllInnerTextsAsync())
        {
            await sections.Filter(new() { HasText = name }).ClickAsync();
            await Expect(sections.Filter(new() { HasText = name })).ToHaveAttributeAsync("aria-current", "page");
            await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 2 }).First).ToBeVisibleAsync();
            await Expect(page.GetByText("Loading the")).ToHaveCountAsync(0);
            await CheckAsync(page);
        }
    }

    /// <summary>On the smallest phone that is sold nothing sticks out, and every page still passes.</summary>
    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task EveryPage_On360Pixels_FitsAndHasNoViolations(ColorScheme scheme)
    {
        var acme = await Server.FindDealAsync("Acme Logistics - Rotterdam rollout");
        var page = await OpenAsAsync(Seat.Alex, "/", new() { ColorScheme = scheme, ViewportSize = new() { Width = 360, Height = 740 } });
        string[] paths =
        [
            "/", "/?show=all", "/pipeline", "/pipeline?view=list", "/deals", $"/deals/{acme.Id}", $"/deals/{acme.Id}?tab=timeline", $"/deals/{acme.Id}?tab=qualification",
            $"/deals/{acme.Id}?tab=proposals", "/assistant", "/approvals", "/approvals?status=all", "/search?q=budget", "/import", "/audit", "/settings", "/nowhere",
        ];
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            await Expect(page.GetByRole(AriaRole.Main)).ToBeVisibleAsync();
            await Expect(page.GetByRole(AriaRole.Status, new() { NameRegex = new("^Loading") })).ToHaveCountAsync(0);
            await CheckAsync(page);
            (await page.EvaluateAsync<string[]>(SticksOut)).ShouldBeEmpty(path);
        }
    }

    // What is wider than the window and not in a frame that scrolls or cuts.
    private const string SticksOut = """
        () => [...document.querySelectorAll('main *')].filter(e => {
          const { right, width } = e.getBoundingClientRect();
          if (width === 0 || right <= innerWidth + 1) return false;
          for (let up = e.parentElement; up !== null && up.tagName !== 'MAIN'; up = up.parentElement)
            if (getComputedStyle(up).overflowX !== 'visible') return false;
          return true;
        }).map(e => e.outerHTML.slice(0, 120))
        """;

    // Run from the page's own world: the content policy keeps a script element out.
    private static async Task CheckAsync(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe, TestContext.Current.CancellationToken));
        var violations = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run()).violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => `${n.html} ${n.any.map(a => a.message).join(' ')}`).join('; ')}`)");
        violations.EnumerateArray().Select(v => v.GetString()).ShouldBeEmpty();
    }
}
