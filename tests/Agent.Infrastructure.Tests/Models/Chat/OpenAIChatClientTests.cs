using System.Net;
using System.Text;
using System.Text.Json;
using Agent.Infrastructure.Models;
using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Services;
using Agent.Infrastructure.Tests.Support;
using Agent.Tests.Support;
using Azure.Core;
using Azure.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Tests.Models.Chat;

public sealed class OpenAIChatClientTests : ChatClientContract
{
    private readonly FakeClock _clock = new();

    private protected override IChatClient Create(ChatModelOptions options, TimeProvider clock) => new OpenAIChatClient(options, clock);

    [Fact]
    public async Task GetResponseAsync_AzureWithoutKey_SendsTheTokenOfTheIdentity()
    {
        var network = new Recorded();
        using var client = new OpenAIChatClient(
            new() { Provider = ModelProvider.AzureOpenAI, Endpoint = "https://team.openai.azure.com", Model = "deployed" }, _clock, new Identity(), network);

        await AskAsync(client);

        network.Authorization.ShouldBe("Bearer entra-token");
        network.Address.ShouldBe("https://team.openai.azure.com/openai/v1/chat/completions");
    }

    [Fact]
    public async Task GetResponseAsync_AzureWithNobodySignedIn_SaysHowToSignIn()
    {
        using var client = new OpenAIChatClient(
            new() { Provider = ModelProvider.AzureOpenAI, Endpoint = "https://team.openai.azure.com", Model = "deployed", Section = "Models:Chat:2" }, _clock, new Identity { IsThere = false }, new Recorded());

        (await FaultAsync(client)).Message.ShouldContain("set Models:Chat:2:ApiKey, or sign in by 'az login'");
    }

    private sealed class Identity : TokenCredential
    {
        public bool IsThere { get; init; } = true;

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            IsThere ? new("entra-token", FakeClock.DefaultStart.AddYears(50)) : throw new CredentialUnavailableException("nobody");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }

    private sealed class Recorded : HttpMessageHandler
    {
        public string? Authorization { get; private set; }

        public string? Address { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Authorization, Address) = (request.Headers.Authorization?.ToString(), request.RequestUri?.AbsoluteUri);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes($"data: {ScriptedChat.Stop}\n\n"))) });
        }
    }
}
