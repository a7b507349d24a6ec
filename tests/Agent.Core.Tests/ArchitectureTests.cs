using System.Reflection;
using Agent.Core.Agents;

namespace Agent.Core.Tests;

public sealed class ArchitectureTests
{
    private static readonly Assembly Core = typeof(SalesAgent).Assembly;

    [Fact]
    public void Core_References_AreTheFrameworkAndTheModelAbstractionsOnly()
    {
        var foreign = Core.GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(name => name != "Microsoft.Extensions.AI.Abstractions" && !File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll")));

        foreign.ShouldBeEmpty();
    }

    [Fact]
    public void Core_NoType_IsCalledAgent()
    {
        // Inside the namespace Agent such a name means the namespace.
        Core.GetTypes().Where(t => t.Name == "Agent").ShouldBeEmpty();
    }

    [Fact]
    public void Core_Tools_CannotWrite()
    {
        typeof(Agent.Core.Deals.IDealReader).GetMethods().Select(m => m.Name).ShouldAllBe(name =>
            name.StartsWith("Find", StringComparison.Ordinal) || name.StartsWith("Get", StringComparison.Ordinal) || name.StartsWith("List", StringComparison.Ordinal)
            || name.StartsWith("Sum", StringComparison.Ordinal) || name == "get_Viewer");
    }
}
