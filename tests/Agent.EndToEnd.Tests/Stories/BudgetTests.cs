using Agent.EndToEnd.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

/// <summary>Runs when nothing else does: what is measured here is time.</summary>
[CollectionDefinition(nameof(BudgetTests), DisableParallelization = true)]
public sealed class BudgetCollection;

/// <summary>
/// What the client may cost, with 2,000 open deals, in the browser's own measure. A machine that is busy with something else slows a
/// run down and never speeds one up, so the best of several runs counts; and since other test projects keep all cores busy, these run by
/// themselves, with <c>BUDGETS=1</c>.
/// </summary>
[Collection(nameof(BudgetTests))]
public sealed class BudgetTests(AssistantSite site, BusySite busy) : BrowserTest(site), IClassFixture<BusySite>
{
    private const int Runs = 5;
    private const double MaxUsable = 1_500;
    private const double MaxInteraction = 100;
    private const double MaxLongTask = 200;

    // The cores of a machine that builds are faster than a laptop's; this halves them.
    private const int Throttle = 2;

    [Theory]
    [InlineData("/", "section[aria-labelledby=queue] li")]
    [InlineData("/pipeline", "article")]
    public async Task FirstPage_OnThrottledCores_IsUsableWithin1500MillisecondsInTheBestOfFiveRuns(string path, string usable)
    {
        var times = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            // A browser that has never been here: nothing is in its cache.
            var page = await OpenBusyAsync("/sign-in");
            await ThrottleAsync(page);
            await page.AddInitScriptAsync($$"""
                new MutationObserver((_, watch) => {
                  if (document.querySelector('{{usable}}') === null) return;
                  watch.disconnect();
                  requestAnimationFrame(() => setTimeout(() => { window.usableAt = performance.now(); }));
                }).observe(document, { childList: true, subtree: true });
                """);
            await page.GotoAsync(path);
            await page.WaitForFunctionAsync("() => window.usableAt !== undefined");
            times.Add(await page.EvaluateAsync<double>("() => window.usableAt"));
            await page.Context.CloseAsync();
        }

        Check($"{path} usable", times, MaxUsable);
    }

    [Fact]
    public async Task Board_CardCarried_AnswersEachKeyWithin100MillisecondsInTheBestOfFiveRuns()
    {
        var page = await OpenBusyAsync("/pipeline");
        await Expect(page.GetByRole(AriaRole.Article).First).ToBeVisibleAsync();
        var times = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            await page.EvaluateAsync("""
                () => {
                  window.slowest = 0;
                  window.watch?.disconnect();
                  window.watch = new PerformanceObserver(list => { for (const e of list.getEntries()) window.slowest = Math.max(window.slowest, e.duration); });
                  window.watch.observe({ type: 'event', durationThreshold: 16 });
                }
                """);
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Drag ") }).First.FocusAsync();
            await page.Keyboard.PressAsync("Space");
            await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Over " })).ToBeAttachedAsync();
            await page.Keyboard.PressAsync("ArrowRight");
            await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Over Qualification." })).ToBeAttachedAsync();
            await page.Keyboard.PressAsync("Escape");
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Move ") }).First.ClickAsync();
            await Expect(page.GetByRole(AriaRole.Menuitem).First).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.GetByRole(AriaRole.Menuitem)).ToHaveCountAsync(0);
            times.Add(await page.EvaluateAsync<double>("() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(window.slowest))))"));
        }

        Check("slowest interaction with the board", times, MaxInteraction);
    }

    [Fact]
    public async Task Answer_OfAThousandWordsWhileItStreams_HasNoTaskOver200MillisecondsInTheBestOfFiveRuns()
    {
        var words = Enumerable.Range(0, 1_000).Select(i => i % 40 == 39 ? $"w{i}.\n\n- **w{i}**" : $"w{i}").ToList();
        var times = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var question = $"Say a thousand words, time {run}";
            var answer = busy.Server.Model.Script(question, words);
            var page = await OpenBusyAsync("/assistant");
            var assistant = new AssistantPanel(page);
            await page.EvaluateAsync("""
                () => {
                  window.longest = 0;
                  new PerformanceObserver(list => { for (const e of list.getEntries()) window.longest = Math.max(window.longest, e.duration); }).observe({ type: 'longtask' });
                }
                """);
            var turn = await assistant.AskAsync(question);
            for (var said = 0; said < words.Count; said += 50)
            {
                answer.Let(50);
                await Expect(turn).ToContainTextAsync($"w{said + 48}");
            }

            await Expect(turn).ToHaveAttributeAsync("aria-busy", "false");
            times.Add(await page.EvaluateAsync<double>("() => window.longest"));
            await page.Context.CloseAsync();
        }

        Check("longest task while an answer streams", times, MaxLongTask);
    }

    private async Task<IPage> OpenBusyAsync(string path)
    {
        Assert.SkipUnless(BusySite.IsAsked, "Measures time, and so runs alone, with BUDGETS=1.");
        var page = await OpenAsync(new() { BaseURL = busy.Server.Address });
        var signedIn = await page.APIRequest.PostAsync("/api/sign-in/link", new() { DataObject = new { token = await busy.Server.CreateLinkAsync(Seat.Helen) } });
        signedIn.Status.ShouldBe(200);
        await page.GotoAsync(path);
        return page;
    }

    private static async Task ThrottleAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = Throttle });
    }

    private static void Check(string what, List<double> times, double most)
    {
        Say($"{what}: {string.Join(", ", times.Select(t => $"{t:F0}"))} ms, at most {most:F0}");
        times.Min().ShouldBeLessThan(most);
    }

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
