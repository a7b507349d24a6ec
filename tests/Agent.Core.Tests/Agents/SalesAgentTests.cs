using Agent.Core.Agents;

namespace Agent.Core.Tests.Agents;

public sealed class SalesAgentTests : SalesAgentContract
{
    protected override ISalesAgent Create(AgentParts parts) => new SalesAgent(parts);
}

public sealed class ProposingTests : ProposingContract
{
    protected override ISalesAgent Create(AgentParts parts) => new SalesAgent(parts);
}
