using Agent.Benchmarks;

return await BenchmarkCommands.Create().Parse(args).InvokeAsync();
