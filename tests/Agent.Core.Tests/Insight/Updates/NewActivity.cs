using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Updates;

namespace Agent.Core.Tests.Insight.Updates;

/// <summary>A deal over 40,000 EUR that closes on 30 April 2026, with Anna Berg and Ole Lund at Acme, and one activity of Monday 2 March by them or by Sam Seller.</summary>
internal static class NewActivity
{
    public static readonly DateOnly Monday = new(2026, 3, 2);

    /// <summary>What is proposed, as "kind:value", in the order of the kinds.</summary>
    public static string Proposes(string stage, string from, string words) => string.Join(" ", Read(stage, from, words).Changes.Select(c => Shown(c.Change, c.File)).Order(StringComparer.Ordinal));

    public static (IReadOnlyList<(ChangeSet Change, DealFile File)> Changes, Activity Activity) Read(string stage, string from, string words)
    {
        var pipeline = Pipeline.CreateDefault();
        var account = new Account { Name = "Acme" };
        var sam = new User { Name = "Sam Seller", Email = "sam@vendor.example" };
        var anna = new Contact { Name = "Anna Berg", Email = "anna@acme.example", AccountId = account.Id };
        var ole = new Contact { Name = "Ole Lund", Email = "ole@acme.example", AccountId = account.Id };
        var deal = Deal.Start("Acme warehouse rollout", pipeline, pipeline.Stages.Single(s => s.Name == stage), Monday.AddDays(-60), Monday.AddDays(-10), 40_000, "EUR", new(2026, 4, 30));
        deal.AccountId = account.Id;
        deal.PlanNextStep("Price review", new(2026, 3, 20));
        Participant us = new(sam.Name, sam.Email, UserId: sam.Id), buyer = new(anna.Name, anna.Email, anna.Id);
        var activity = new Activity
        {
            DealId = deal.Id,
            Kind = from switch { "call" => ActivityKind.Call, "note" => ActivityKind.Note, _ => ActivityKind.Email },
            Direction = from switch { "buyer" or "forger" => Direction.Inbound, "us" => Direction.Outbound, "note" => Direction.Internal, _ => Direction.Both },
            At = new(Monday.ToDateTime(new(9, 0)), TimeSpan.Zero),
            Body = words,
            Participants = from switch { "buyer" => [buyer, us], "forger" => [buyer with { Email = "anna@evil.example" }, us], "note" => [us], _ => [us, buyer] },
        };
        var file = new DealFile(
            deal, account, sam, pipeline, pipeline.Stages.Single(s => s.Name == stage), [new(anna, null), new(ole, null)], [],
            [new() { Title = "Send security questionnaire", DueOn = new(2026, 3, 9), CreatedAt = activity.At }]);
        var changes = UpdateReader.Read(file, activity, DealTexts.Read(file, [activity], [sam]).Texts[0], Monday);
        return ([.. changes.Select(c => (c, file))], activity);
    }

    private static string Shown(ChangeSet change, DealFile file)
    {
        string? Person() => file.Stakeholders.FirstOrDefault(s => s.Contact.Id == change.ContactId)?.Contact.Name.Split(' ')[0];
        return change.Kind switch
        {
            ChangeKind.Stage => $"stage:{file.Pipeline.Stages.Single(s => s.Id.ToString() == change.After(ChangeFields.Stage)).Name}",
            ChangeKind.Loss => "loss",
            ChangeKind.Amount => $"amount:{change.After(ChangeFields.Amount)}",
            ChangeKind.CloseDate => $"close:{change.After(ChangeFields.CloseDate)}",
            ChangeKind.NextStep => $"step:{change.After(ChangeFields.NextStepDue)}",
            ChangeKind.Task => $"task:{change.After(ChangeFields.DueOn)}",
            ChangeKind.Park => $"park:{change.After(ChangeFields.WaitUntil)}",
            ChangeKind.ContactRole => $"role:{Person()}={change.After(ChangeFields.Role)}",
            ChangeKind.ContactLeft => $"left:{Person()}",
            _ => $"new:{change.After(ChangeFields.Name)}",
        };
    }
}
