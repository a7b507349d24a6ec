using System.Text.Json;
using System.Text.Json.Serialization;
using Agent.Core.Agents;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Agent.Api.Hosting;

/// <summary>How things are written on the wire: JSON, problems, the OpenAPI document.</summary>
internal static class Wire
{
    public static void AddWire(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => Apply(options.SerializerOptions));
        services.AddSignalR().AddJsonProtocol(options => Apply(options.PayloadSerializerOptions));
        services.AddProblemDetails();
        services.AddOpenApi(options =>
        {
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new() { Title = "Sales assistant", Version = "v1" };
                // The address of whoever asked is no part of the description.
                document.Servers?.Clear();
                return Task.CompletedTask;
            });
            options.AddSchemaTransformer((schema, context, _) =>
            {
                // Without this, generated clients take the discriminator for optional and cannot switch on it.
                if (context.JsonTypeInfo.Type.IsAssignableTo(typeof(AgentEvent)) && schema.Properties?.ContainsKey("type") == true)
                    (schema.Required ??= new HashSet<string>()).Add("type");
                return Task.CompletedTask;
            });
        });
    }

    public static void MapOpenApiDocument(this IEndpointRouteBuilder routes) =>
        routes.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization();

    public static JsonSerializerOptions JsonOptions(this IServiceProvider services) =>
        services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;

    private static void Apply(JsonSerializerOptions options) =>
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
}
