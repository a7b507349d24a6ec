using Agent.Core.Prompts;
using Microsoft.SemanticKernel;

namespace Agent.SemanticKernel.Runtime;

/// <summary>Renders the product's prompts in Semantic Kernel as the product does: gaps filled in letter by letter, nothing escaped.</summary>
/// <param name="prompt">The prompt.</param>
internal sealed class TurnPrompt(Prompt prompt) : IPromptTemplateFactory, IPromptTemplate
{
    /// <summary>The prompt as Semantic Kernel reads its YAML file.</summary>
    public static PromptTemplateConfig ConfigOf(Prompt prompt) => prompt.Yaml is { } file
        ? KernelFunctionYaml.ToPromptTemplateConfig(file)
        : new(prompt.Template) { Name = prompt.Name, TemplateFormat = "handlebars" };

    public bool TryCreate(PromptTemplateConfig templateConfig, out IPromptTemplate result)
    {
        result = this;
        return true;
    }

    public Task<string> RenderAsync(Kernel kernel, KernelArguments? arguments = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(prompt.Render((arguments ?? []).Where(a => a.Value is string).ToDictionary(a => a.Key, a => (string)a.Value!)));
}
