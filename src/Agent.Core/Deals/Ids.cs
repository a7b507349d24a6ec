using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agent.Core.Deals;

/// <summary>A typed id: a version 7 GUID, so that ids sort by the time they were made.</summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface IEntityId<TSelf> : IParsable<TSelf>
    where TSelf : struct, IEntityId<TSelf>
{
    /// <summary>The id as stored and sent.</summary>
    Guid Value { get; }

    /// <summary>Wraps a stored GUID.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>Writes an id as its GUID string and reads it back.</summary>
/// <typeparam name="TId">The id type.</typeparam>
public sealed class EntityIdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IEntityId<TId>
{
    /// <inheritdoc/>
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.From(reader.GetGuid());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

/// <summary>Identifies an account.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<AccountId>))]
public readonly record struct AccountId(Guid Value) : IEntityId<AccountId>
{
    /// <summary>A new id.</summary>
    public static AccountId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static AccountId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static AccountId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AccountId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a contact.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<ContactId>))]
public readonly record struct ContactId(Guid Value) : IEntityId<ContactId>
{
    /// <summary>A new id.</summary>
    public static ContactId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static ContactId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static ContactId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ContactId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a deal.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<DealId>))]
public readonly record struct DealId(Guid Value) : IEntityId<DealId>
{
    /// <summary>A new id.</summary>
    public static DealId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static DealId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static DealId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DealId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a pipeline.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<PipelineId>))]
public readonly record struct PipelineId(Guid Value) : IEntityId<PipelineId>
{
    /// <summary>A new id.</summary>
    public static PipelineId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static PipelineId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static PipelineId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PipelineId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a stage.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<StageId>))]
public readonly record struct StageId(Guid Value) : IEntityId<StageId>
{
    /// <summary>A new id.</summary>
    public static StageId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static StageId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static StageId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out StageId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies an activity.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<ActivityId>))]
public readonly record struct ActivityId(Guid Value) : IEntityId<ActivityId>
{
    /// <summary>A new id.</summary>
    public static ActivityId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static ActivityId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static ActivityId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ActivityId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a task.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<TaskId>))]
public readonly record struct TaskId(Guid Value) : IEntityId<TaskId>
{
    /// <summary>A new id.</summary>
    public static TaskId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static TaskId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static TaskId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TaskId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a product.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<ProductId>))]
public readonly record struct ProductId(Guid Value) : IEntityId<ProductId>
{
    /// <summary>A new id.</summary>
    public static ProductId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static ProductId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static ProductId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ProductId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies an user.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<UserId>))]
public readonly record struct UserId(Guid Value) : IEntityId<UserId>
{
    /// <summary>A new id.</summary>
    public static UserId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static UserId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static UserId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UserId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a team.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<TeamId>))]
public readonly record struct TeamId(Guid Value) : IEntityId<TeamId>
{
    /// <summary>A new id.</summary>
    public static TeamId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static TeamId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static TeamId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TeamId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a piece of material.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<MaterialId>))]
public readonly record struct MaterialId(Guid Value) : IEntityId<MaterialId>
{
    /// <summary>A new id.</summary>
    public static MaterialId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static MaterialId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static MaterialId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MaterialId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a conversation.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<ConversationId>))]
public readonly record struct ConversationId(Guid Value) : IEntityId<ConversationId>
{
    /// <summary>A new id.</summary>
    public static ConversationId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static ConversationId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static ConversationId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ConversationId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a turn.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<TurnId>))]
public readonly record struct TurnId(Guid Value) : IEntityId<TurnId>
{
    /// <summary>A new id.</summary>
    public static TurnId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static TurnId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static TurnId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TurnId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a declared wait.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<SnoozeId>))]
public readonly record struct SnoozeId(Guid Value) : IEntityId<SnoozeId>
{
    /// <summary>A new id.</summary>
    public static SnoozeId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static SnoozeId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static SnoozeId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SnoozeId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a proposed or decided qualification score.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<ScoreId>))]
public readonly record struct ScoreId(Guid Value) : IEntityId<ScoreId>
{
    /// <summary>A new id.</summary>
    public static ScoreId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static ScoreId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static ScoreId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ScoreId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Identifies a proposal.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<ProposalId>))]
public readonly record struct ProposalId(Guid Value) : IEntityId<ProposalId>
{
    /// <summary>A new id.</summary>
    public static ProposalId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static ProposalId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static ProposalId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ProposalId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
