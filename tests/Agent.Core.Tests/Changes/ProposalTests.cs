using Agent.Core.Changes;
using Agent.Core.Deals;

namespace Agent.Core.Tests.Changes;

public sealed class ProposalTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 18, 9, 0, 0, TimeSpan.Zero);
    private static readonly UserId Somebody = UserId.New();

    // What each status can become, and by which call; everything else has to be refused.
    private static readonly Dictionary<(ProposalStatus From, string Call), ProposalStatus> Edges = new()
    {
        [(ProposalStatus.Pending, "approve")] = ProposalStatus.Approved,
        [(ProposalStatus.Pending, "reject")] = ProposalStatus.Rejected,
        [(ProposalStatus.Pending, "expire")] = ProposalStatus.Expired,
        [(ProposalStatus.Pending, "stale")] = ProposalStatus.Stale,
        [(ProposalStatus.Approved, "complete")] = ProposalStatus.Applied,
        [(ProposalStatus.Approved, "fail")] = ProposalStatus.Failed,
        [(ProposalStatus.Applied, "undo")] = ProposalStatus.Applied,
    };

    private static readonly string[] Calls = ["approve", "reject", "expire", "stale", "complete", "fail", "undo"];

    public static TheoryData<ProposalStatus, string> AllPairs()
    {
        var pairs = new TheoryData<ProposalStatus, string>();
        foreach (var status in Enum.GetValues<ProposalStatus>())
        {
            foreach (var call in Calls)
                pairs.Add(status, call);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(AllPairs))]
    public void Call_InAnyStatus_GoesOnlyAlongItsEdges(ProposalStatus from, string call)
    {
        var proposal = In(from);
        var before = (proposal.Status, proposal.Comment, proposal.DecidedById, proposal.DecidedAt, proposal.UndoneAt);

        var allowed = Try(proposal, call);

        allowed.ShouldBe(Edges.ContainsKey((from, call)));
        if (allowed)
            proposal.Status.ShouldBe(Edges[(from, call)]);
        else
            (proposal.Status, proposal.Comment, proposal.DecidedById, proposal.DecidedAt, proposal.UndoneAt).ShouldBe(before);
    }

    [Fact]
    public void Walk_AnyCallsInAnyOrder_EndsWhereTheEdgesLead()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var proposal = In(ProposalStatus.Pending);
            var status = ProposalStatus.Pending;
            var undone = false;
            for (var step = 0; step < 8; step++)
            {
                var call = Calls[random.Next(Calls.Length)];
                var expected = Edges.TryGetValue((status, call), out var next) && !(call == "undo" && undone);
                Try(proposal, call).ShouldBe(expected, $"{status} {call}");
                if (expected)
                    status = next;
                undone |= expected && call == "undo";
                proposal.Status.ShouldBe(status);
            }
        }
    }

    [Fact]
    public void Approve_AfterItsTime_IsRefused()
    {
        var proposal = In(ProposalStatus.Pending);

        proposal.Approve(Somebody, proposal.ExpiresAt).ShouldNotBeNull().Reason.ShouldContain("expired");

        proposal.Status.ShouldBe(ProposalStatus.Pending);
    }

    [Fact]
    public void Approve_EditedIntoSomethingElse_IsRefused()
    {
        var proposal = In(ProposalStatus.Pending);

        var refusal = proposal.Approve(Somebody, At, proposal.Change with { Kind = ChangeKind.CloseDate, Fields = [new(ChangeFields.CloseDate, null, "2026-05-01")] });

        refusal.ShouldNotBeNull();
        proposal.Status.ShouldBe(ProposalStatus.Pending);
    }

    private static Proposal In(ProposalStatus status)
    {
        var proposal = Proposal.Make(
            new() { Kind = ChangeKind.Amount, DealId = DealId.New(), Fields = [new(ChangeFields.Amount, "1", "2")], Reason = "Because." },
            new() { Model = "test" },
            At);
        string[] calls = status switch
        {
            ProposalStatus.Pending => [],
            ProposalStatus.Approved => ["approve"],
            ProposalStatus.Applied => ["approve", "complete"],
            ProposalStatus.Rejected => ["reject"],
            ProposalStatus.Expired => ["expire"],
            ProposalStatus.Stale => ["stale"],
            _ => ["approve", "fail"],
        };
        foreach (var call in calls)
            Try(proposal, call).ShouldBeTrue();
        return proposal;
    }

    private static bool Try(Proposal proposal, string call)
    {
        switch (call)
        {
            case "approve":
                return proposal.Approve(Somebody, At) is null;
            case "reject":
                return proposal.Reject(Somebody, At, "no") is null;
            case "expire":
                return proposal.Expire(At, "late") is null;
            case "stale":
                return proposal.GoStale(At, "moved") is null;
            case "undo":
                return proposal.Undo(Somebody, At) is null;
            default:
                try
                {
                    if (call == "complete")
                        proposal.CompleteApplying();
                    else
                        proposal.FailApplying("broken");
                    return true;
                }
                catch (InvalidOperationException)
                {
                    return false;
                }
        }
    }
}
