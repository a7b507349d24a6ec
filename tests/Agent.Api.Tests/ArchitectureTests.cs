namespace Agent.Api.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void Api_NoType_IsCalledAgent() => typeof(Program).Assembly.GetTypes().Where(t => t.Name == "Agent").ShouldBeEmpty();
}
