namespace Agent.Api.Hosting;

/// <summary>What the server says when it is asked how to start it.</summary>
internal static class Help
{
    /// <summary>How to start the server.</summary>
    public const string Text = """
        The server of the sales assistant. It prints a sign-in link when it is ready.

        Usage:
          Agent.Api [options]

        Options:
          --data <DIR>      The workspace folder (default: AGENT_DATA, else .agent)
          --urls <URL>      Where to listen (default: http://127.0.0.1:5080)
          --sample false    Start an empty workspace without the sample
          -?, -h, --help    Show this

        All other settings stand in appsettings.json, in the environment or here as --Section:Name value; README.md names them.
        """;

    /// <summary>True when the arguments ask for it.</summary>
    public static bool IsAskedFor(IReadOnlyList<string> args) => args.Any(a => a is "--help" or "-h" or "-?");
}
