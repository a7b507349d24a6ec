namespace Agent.Api.Tests.Processes;

public sealed class ServerHelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Server_AskedForHelp_PrintsItAndEnds(string argument)
    {
        using var server = ProgramProcess.StartServerWith(argument);

        var (exitCode, output) = await server.FinishAsync(TestContext.Current.CancellationToken);

        exitCode.ShouldBe(0);
        output.ShouldContain("--data <DIR>");
        output.ShouldNotContain("Sign in");
    }
}
