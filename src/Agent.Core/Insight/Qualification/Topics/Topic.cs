using System.Text.Json.Serialization;

namespace Agent.Core.Insight.Qualification.Topics;

/// <summary>What a buyer's statement can be about, in the terms of the qualification frameworks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Topic>))]
public enum Topic
{
    /// <summary>Money for the purchase.</summary>
    [JsonStringEnumMemberName("budget")]
    Budget,

    /// <summary>Whether the speaker can decide.</summary>
    [JsonStringEnumMemberName("authority")]
    Authority,

    /// <summary>A use for such a product.</summary>
    [JsonStringEnumMemberName("need")]
    Need,

    /// <summary>A concrete problem and what it does.</summary>
    [JsonStringEnumMemberName("pain")]
    Pain,

    /// <summary>By when it must work.</summary>
    [JsonStringEnumMemberName("timeline")]
    Timeline,

    /// <summary>The figure that success is measured by.</summary>
    [JsonStringEnumMemberName("metrics")]
    Metrics,

    /// <summary>Who controls the money.</summary>
    [JsonStringEnumMemberName("econbuyer")]
    EconomicBuyer,

    /// <summary>What offers are judged by.</summary>
    [JsonStringEnumMemberName("criteria")]
    Criteria,

    /// <summary>The steps to a decision.</summary>
    [JsonStringEnumMemberName("process")]
    Process,

    /// <summary>Somebody inside who fights for it.</summary>
    [JsonStringEnumMemberName("champion")]
    Champion,

    /// <summary>Its place among other work.</summary>
    [JsonStringEnumMemberName("priority")]
    Priority,

    /// <summary>How a contract gets signed.</summary>
    [JsonStringEnumMemberName("paper")]
    Paper,

    /// <summary>Who or what else is in play.</summary>
    [JsonStringEnumMemberName("competition")]
    Competition,
}

/// <summary>What a statement says about its topic.</summary>
public enum Stance
{
    /// <summary>Clearly yes.</summary>
    Yes,

    /// <summary>Clearly no.</summary>
    No,

    /// <summary>In part, under a condition, or vaguely.</summary>
    Partly,
}
