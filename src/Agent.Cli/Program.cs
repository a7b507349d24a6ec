using Agent.Cli;

var parsed = CommandLine.Create().Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
        Console.Error.WriteLine(UsageErrors.Plain(error.Message));
    Console.Error.WriteLine("agent --help lists what there is.");
    return 2;
}

// After Ctrl-C a batch that is being written is finished first.
return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(15) });
