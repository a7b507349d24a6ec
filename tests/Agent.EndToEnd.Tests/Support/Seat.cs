namespace Agent.EndToEnd.Tests.Support;

/// <summary>The people of the sample workspace whom the stories are about.</summary>
internal enum Seat
{
    /// <summary>Admin.</summary>
    Alex,

    /// <summary>Rep of the team Benelux &amp; Nordics.</summary>
    Priya,

    /// <summary>Another rep of that team.</summary>
    Maria,

    /// <summary>Rep of the team DACH.</summary>
    Jonas,

    /// <summary>Manager of both teams.</summary>
    Helen,
}
