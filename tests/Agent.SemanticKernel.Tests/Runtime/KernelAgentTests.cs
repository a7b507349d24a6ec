using Agent.Core.Agents;
using Agent.Core.Tests.Agents;
using Agent.SemanticKernel.Runtime;

namespace Agent.SemanticKernel.Tests.Runtime;

public sealed class KernelAgentTests : SalesAgentContract
{
    protected override ISalesAgent Create(AgentParts parts) => new KernelAgent(parts);
}

public sealed class KernelProposingTests : ProposingContract
{
    protected override ISalesAgent Create(AgentParts parts) => new KernelAgent(parts);
}
