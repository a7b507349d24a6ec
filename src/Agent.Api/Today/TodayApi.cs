using Agent.Api.Pipelines;
using Agent.Api.SignIn;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agent.Api.Today;

/// <summary>What the day asks of somebody.</summary>
/// <param name="Team">True when it is about all deals in sight, false when about the caller's own.</param>
/// <param name="Checked">Open deals that were looked at.</param>
/// <param name="Found">How many of them need something.</param>
/// <param name="Queue">The most pressing of those, at most <see cref="MaxQueue"/>, or <see cref="MaxAll"/> where all were asked for.</param>
/// <param name="Meetings">Meetings and calls of the day, earliest first.</param>
/// <param name="News">What others did since the last visit, newest first, at most <see cref="MaxNews"/>, or <see cref="MaxAll"/> where all were asked for.</param>
/// <param name="MoreNews">How much more there is.</param>
internal sealed record TodayInfo(bool Team, int Checked, int Found, IReadOnlyList<QueueItem> Queue, IReadOnlyList<TodayMeeting> Meetings, IReadOnlyList<NewsItem> News, int MoreNews)
{
    public const int MaxQueue = 20;
    public const int MaxNews = 15;

    /// <summary>The most of either that is listed when somebody asks for all: more than anybody goes through in a day.</summary>
    public const int MaxAll = 200;
}

/// <summary>A deal that needs something.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="Verdict">How it stands.</param>
/// <param name="Headline">Why, in a line.</param>
/// <param name="Fact">The number that tripped it and its threshold; null for a deal that only has something due.</param>
/// <param name="Move">The one thing to do next.</param>
internal sealed record QueueItem(DealRow Deal, Verdict Verdict, string Headline, string? Fact, QueueMove Move);

/// <summary>What to do next.</summary>
internal sealed record QueueMove(string Title, string Reason, DateOnly? DueOn, NextActionKind Kind, TaskId? TaskId);

/// <summary>A meeting or call of the day.</summary>
internal sealed record TodayMeeting(ActivityId Id, DealId DealId, string Deal, string? Account, ActivityKind Kind, DateTimeOffset At, int? Minutes, string Subject, IReadOnlyList<string> People);

/// <summary>Something that happened with a deal.</summary>
/// <param name="DealId">The deal.</param>
/// <param name="Deal">Its name.</param>
/// <param name="On">When; of a move the beginning of the day.</param>
/// <param name="Stage">The stage that it entered, or null for an activity.</param>
/// <param name="Activity">The activity, or null for a move.</param>
internal sealed record NewsItem(DealId DealId, string Deal, DateTimeOffset On, string? Stage, NewsActivity? Activity);

/// <summary>An activity that is new.</summary>
/// <param name="Id">The activity.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Direction">Who started it.</param>
/// <param name="Subject">Its subject; may be empty.</param>
/// <param name="Who">Whoever wrote or led it, or null.</param>
internal sealed record NewsActivity(ActivityId Id, ActivityKind Kind, Direction Direction, string Subject, string? Who);

/// <summary>The start of a day's work.</summary>
internal static class TodayApi
{
    public static void MapToday(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/today", Get).WithTags("Today").WithName("GetToday").RequireAuthorization();

    private static async Task<Results<Ok<TodayInfo>, ProblemHttpResult>> Get([AsParameters] TodayQuery query, Caller caller, DealJudge judge, TimeProvider clock, CancellationToken ct) =>
        query.Problem() is { } problem
            ? TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest)
            : TypedResults.Ok(await new TodayBuilder(caller.Reader, judge, clock.GetUtcNow()).BuildAsync(query, ct));
}

/// <summary>Whose day it is and when it begins, as query parameters.</summary>
/// <param name="Team">True for all deals in sight, false for the own ones; left out, what fits the caller's role.</param>
/// <param name="From">Where the caller's day begins; left out, midnight UTC.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Since">The last visit; left out, nothing counts as news.</param>
/// <param name="All">True for all that needs something and all news, false for the first of them.</param>
internal readonly record struct TodayQuery(bool? Team, DateTimeOffset? From, DateTimeOffset? To, DateTimeOffset? Since, bool? All)
{
    /// <summary>How many deals that need something are listed.</summary>
    public int MaxQueue => All == true ? TodayInfo.MaxAll : TodayInfo.MaxQueue;

    /// <summary>How many news are listed.</summary>
    public int MaxNews => All == true ? TodayInfo.MaxAll : TodayInfo.MaxNews;

    // A day at a change of the clocks has 25 hours.
    private static readonly TimeSpan LongestDay = TimeSpan.FromHours(25);

    /// <summary>What is wrong with it, or null.</summary>
    public string? Problem() => From is { } from && To is { } to && (to <= from || to - from > LongestDay) ? "A day ends after it begins, and at most 25 hours later." : null;

    public (DateTimeOffset From, DateTimeOffset To) Day(DateTimeOffset now)
    {
        var from = From ?? (To is { } end ? end - TimeSpan.FromDays(1) : new(now.UtcDateTime.Date, TimeSpan.Zero));
        return (from, To ?? from + TimeSpan.FromDays(1));
    }
}
