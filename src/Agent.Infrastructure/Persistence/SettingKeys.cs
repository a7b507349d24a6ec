using Agent.Core.Deals;

namespace Agent.Infrastructure.Persistence;

/// <summary>Under which keys settings stand. The triggers of the queue know those that readings go by.</summary>
internal static class SettingKeys
{
    /// <summary>Steps of the delivery policy.</summary>
    public const string DeliveryPolicy = "delivery-policy";

    /// <summary>Names of competitors.</summary>
    public const string Competitors = "competitors";

    /// <summary>Key of the framework in use.</summary>
    public const string Framework = "framework";

    /// <summary>Before the key of a framework that the team wrote.</summary>
    public const string OwnFramework = "framework:";

    /// <summary>The team's own template of summaries.</summary>
    public const string SummaryTemplate = "summary-template";

    /// <summary>Rules of approval and what proposes itself.</summary>
    public const string Changes = "changes";

    /// <summary>Order and use of the language models.</summary>
    public const string Models = "models";

    /// <summary>Before the key of a language model that an admin added.</summary>
    public const string OwnModel = "model:";

    /// <summary>Which import was finished last, and by whom.</summary>
    public const string LastImport = "last-import";

    /// <summary>How a user writes.</summary>
    public static string WritingStyle(UserId user) => $"writing-style:{user}";
}
