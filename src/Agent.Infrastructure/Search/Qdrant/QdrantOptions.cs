using System.ComponentModel.DataAnnotations;

namespace Agent.Infrastructure.Search.Qdrant;

/// <summary>How Qdrant is spoken to.</summary>
public enum QdrantTransport
{
    /// <summary>Its REST API, port 6333.</summary>
    Rest,

    /// <summary>Its gRPC API, port 6334; in a build that has Qdrant.Client.</summary>
    Grpc,
}

/// <summary>The settings <c>Search:Qdrant:*</c>. With a <see cref="Url"/> passages live in Qdrant, without one in the workspace.</summary>
public sealed class QdrantOptions : IValidatableObject
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Search:Qdrant";

    /// <summary>Address of Qdrant's port, <c>http://localhost:6333</c> for REST, <c>http://localhost:6334</c> for gRPC; https where the network is not private.</summary>
    public string? Url { get; set; }

    /// <summary>How it is spoken to at <see cref="Url"/>.</summary>
    public QdrantTransport Transport { get; set; }

    /// <summary>The key that the server was started with; null where it asks for none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The name under which the passages are found: an alias, so that a rebuilt collection takes over at once.</summary>
    [Required, RegularExpression("^[A-Za-z0-9_-]{1,200}$", ErrorMessage = $"{Section}:Collection may hold letters, digits, '-' and '_' only.")]
    public string Collection { get; set; } = "agent-passages";

    /// <summary>The longest duration of one request, in seconds.</summary>
    [Range(1, 300, ErrorMessage = $"{Section}:TimeoutSeconds must lie between 1 and 300.")]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>True when passages are to live in Qdrant.</summary>
    public bool IsChosen => !string.IsNullOrWhiteSpace(Url);

    /// <summary>The address, with a slash at its end so that paths append. Valid options only.</summary>
    internal Uri Address => new(Url!.TrimEnd('/') + "/");

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsChosen)
            yield break;
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            yield return new($"{Section}:Url must be an address like http://localhost:6333.", [nameof(Url)]);
        else if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
            yield return new($"{Section}:Url must hold the address alone; the key belongs into {Section}:ApiKey.", [nameof(Url)]);
    }
}
