using Agent.Evals;

return await EvalRunner.RunAsync(args, Console.Out, Console.Error);
