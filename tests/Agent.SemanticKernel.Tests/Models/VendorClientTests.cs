using Agent.Infrastructure.Models;
using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Tests.Models;
using Agent.Infrastructure.Tests.Models.Chat;
using Agent.SemanticKernel.Models;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.SemanticKernel.Tests.Models;

public sealed class VendorChatClientTests : ChatClientContract
{
    private protected override IChatClient Create(ChatModelOptions options, TimeProvider clock) => new VendorModelClients(clock, NullLogger<VendorModelClients>.Instance).Chat(options);
}

public sealed class VendorEmbeddingGeneratorTests : EmbeddingContract
{
    private protected override IEmbeddingGenerator<string, Embedding<float>> Create(EmbeddingOptions options, TimeProvider clock) => new VendorModelClients(clock, NullLogger<VendorModelClients>.Instance).Embedding(options);
}
