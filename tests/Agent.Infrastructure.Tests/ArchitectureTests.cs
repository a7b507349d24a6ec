using Agent.Infrastructure.Persistence;

namespace Agent.Infrastructure.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void Infrastructure_References_DoNotGoUp()
    {
        var own = typeof(Workspace).Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("agent", StringComparison.OrdinalIgnoreCase));

        own.ShouldBe(["Agent.Core"]);
    }

    [Fact]
    public void Infrastructure_NoType_IsCalledAgent() => typeof(Workspace).Assembly.GetTypes().Where(t => t.Name == "Agent").ShouldBeEmpty();
}
