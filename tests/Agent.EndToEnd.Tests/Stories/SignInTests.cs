using Agent.EndToEnd.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

public sealed class SignInTests(AssistantSite site) : BrowserTest(site)
{
    [Fact]
    public async Task WelcomeLink_FirstStart_SignsInOnceThenPasswordDoes()
    {
        const string Password = "a long enough password";
        var page = await OpenAsync();
        await using var server = new ServerProcess();
        var link = await server.Link.WaitAsync(TestContext.Current.CancellationToken);

        await page.GotoAsync(link);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Alex Morgan, menu" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Today", Level = 1 })).ToBeVisibleAsync();

        var stranger = await OpenAsync();
        await stranger.GotoAsync(link);
        await Expect(stranger.GetByRole(AriaRole.Alert)).ToContainTextAsync("This link has been used or is too old.");
        await Expect(stranger.GetByRole(AriaRole.Link, new() { Name = "Sign in with a password instead" })).ToBeVisibleAsync();

        await ChooseAsync(page, "Settings");
        await page.GetByLabel("New password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the password" }).ClickAsync();
        await Expect(page.GetByText("The password is set. Use it with alex.morgan@halden.example to sign in.")).ToBeVisibleAsync();

        await ChooseAsync(page, "Sign out");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();

        await SignInAsync(page, "not the password");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The email or the password is wrong.");

        await SignInAsync(page, Password);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Alex Morgan, menu" })).ToBeVisibleAsync();

        static async Task SignInAsync(IPage page, string password)
        {
            await page.GetByLabel("Email").FillAsync("alex.morgan@halden.example");
            await page.GetByLabel("Password").FillAsync(password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        }
    }

    [Fact]
    public async Task AnyPage_SignedOut_AsksToSignInAndGoesOnThere()
    {
        var page = await OpenAsync();

        await page.GotoAsync("/deals?status=won");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in\\?next=%2Fdeals%3Fstatus%3Dwon$"));
    }

    private static async Task ChooseAsync(IPage page, string item)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Alex Morgan, menu" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
    }
}
