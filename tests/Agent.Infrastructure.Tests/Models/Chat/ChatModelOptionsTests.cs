using System.Text.Json;
using Agent.Infrastructure.Models;
using Agent.Infrastructure.Models.Chat;

namespace Agent.Infrastructure.Tests.Models.Chat;

public sealed class ChatModelOptionsTests
{
    [Theory]
    [InlineData(ModelProvider.OpenAI, null, null, "ApiKey must be set")]
    [InlineData(ModelProvider.OpenAI, "http://localhost:8000/v1", null, null)]
    [InlineData(ModelProvider.AzureOpenAI, null, "key", "Endpoint must be the address of the Azure OpenAI resource")]
    [InlineData(ModelProvider.AzureOpenAI, "https://a.openai.azure.com", null, null)]
    [InlineData(ModelProvider.AzureOpenAI, "http://a.openai.azure.com", null, "Endpoint must be https")]
    [InlineData(ModelProvider.Ollama, null, null, null)]
    [InlineData(ModelProvider.Ollama, "localhost:11434", null, "Endpoint must be an address")]
    [InlineData(ModelProvider.Ollama, "http://me:s3cret@localhost", null, "without a key in it")]
    public void Problems_Settings_NamesTheWrongOneAndNoSecret(ModelProvider provider, string? endpoint, string? key, string? expected)
    {
        var options = new ChatModelOptions { Provider = provider, Endpoint = endpoint, ApiKey = key, Model = "chat-1", Section = "Models:Chat:3" };

        var problems = options.Problems().ToList();

        if (expected is null)
            problems.ShouldBeEmpty();
        else
            problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.ShouldStartWith("Models:Chat:3:"), p => p.ShouldContain(expected), p => p.ShouldNotContain("s3cret"));
    }

    [Theory]
    [InlineData("", 60, 30, "Model must name the model")]
    [InlineData("chat-1", 0, 30, "FirstTokenSeconds")]
    [InlineData("chat-1", 60, 601, "SilenceSeconds")]
    public void Problems_OutOfRange_NamesTheSetting(string model, int first, int silence, string expected) =>
        new ChatModelOptions { Provider = ModelProvider.Ollama, Model = model, FirstTokenSeconds = first, SilenceSeconds = silence }.Problems().ShouldHaveSingleItem().ShouldContain(expected);

    [Fact]
    public void Serialized_Options_HoldNoKey()
    {
        var options = new ChatModelOptions { ApiKey = "s3cret" };

        JsonSerializer.Serialize(options).ShouldNotContain("s3cret");
        options.ToString()!.ShouldNotContain("s3cret");
    }
}
