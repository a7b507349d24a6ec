using System.Text.Json;
using System.Text.Json.Serialization;
using Agent.Core.Agents;
using Agent.Core.Deals;
using Agent.Infrastructure.Services;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Agent.Api.Hosting;

/// <summary>How things are written on the wire: JSON, problems, the OpenAPI document.</summary>
internal static class Wire
{
    public static void AddWire(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => Apply(options.SerializerOptions));
        services.AddSignalR().AddJsonProtocol(options => Apply(options.PayloadSerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            // What a caller sent wrong is said; what went wrong in here is for the log.
            if (context.Exception is BadHttpRequestException bad)
                context.ProblemDetails.Detail = bad.Message;
            else if (context.Exception is ServiceFaultException)
                context.ProblemDetails.Detail = "A service that this needs (the search index or a model) does not answer as it should. The server's log says which and how to mend it.";
        });
        services.AddOpenApi(options =>
        {
            // Two enums of this name meet in the document.
            options.CreateSchemaReferenceId = type => type.Type == typeof(Core.Insight.Qualification.Verdict) ? "CriterionVerdictKind" : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
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
                // An id that is seen first where it may be null is described by its nullable type.
                var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
                if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>)))
                    (schema.Type, schema.Format) = (JsonSchemaType.String, "uuid");
                return Task.CompletedTask;
            });
        });
    }

    public static void MapOpenApiDocument(this IEndpointRouteBuilder routes) =>
        routes.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization();

    private static void Apply(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
    }
}
