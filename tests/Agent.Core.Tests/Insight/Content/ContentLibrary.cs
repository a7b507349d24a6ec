using Agent.Core.Deals;

namespace Agent.Core.Tests.Insight.Content;

/// <summary>A small library of material, each piece under a short name.</summary>
internal static class ContentLibrary
{
    public static IReadOnlyDictionary<string, Material> All { get; } = new Dictionary<string, Material>
    {
        ["scanpro"] = Make(MaterialKind.BattleCard, "Against ScanPro", "# Against ScanPro\n\n## Where they win\n\nScanPro is cheaper in the first year.\n\n## How to answer the price\n\nAsk what the price of their connector is: it comes as a project.", competitors: ["ScanPro"], objections: ["price"]),
        ["lagerwerk"] = Make(MaterialKind.BattleCard, "Against Lagerwerk", "# Against Lagerwerk\n\nLagerwerk installs on the customer's own server and gives the first year away.", ["Demo", "Proposal", "Negotiation"], competitors: ["Lagerwerk"]),
        ["vantiq"] = Make(MaterialKind.BattleCard, "Vantiq battle card", "Vantiq needs its own network in each hall. Ask who pays for it."),
        ["pricebook"] = Make(MaterialKind.Playbook, "When the price is too high", "# When the price is too high\n\nGo back to what the trouble costs them in a month before you speak about the price.", ["Proposal", "Negotiation"], objections: ["price"]),
        ["security"] = Make(MaterialKind.Playbook, "Answering security questions", "# Answering security questions\n\n## Hosting\n\nThe data stays in two data centres in the Union.", objections: ["Security"]),
        ["discovery"] = Make(MaterialKind.Playbook, "Discovery calls", "# Discovery calls\n\nAsk for the last time that something went wrong, and what it cost.", ["discovery"]),
        ["pharma"] = Make(MaterialKind.CaseStudy, "A wholesaler traces every lot", "# A wholesaler traces every lot\n\nA recall took two days before; now it takes eleven minutes.", industries: ["Pharma logistics", "Medical distribution"]),
        ["food"] = Make(MaterialKind.CaseStudy, "Fewer wrong pallets at a food importer", "# Fewer wrong pallets at a food importer\n\nWrong pallets fell from forty to six in a month.", industries: ["Food import and wholesale"]),
        ["change"] = Make(MaterialKind.CaseStudy, "How a haulier's people came round", "# How a haulier's people came round\n\n## Before\n\nPaper at every dock.\n\n## The start\n\nThe drivers refused the handhelds at first, because training on the old ones had taken weeks.", objections: ["effort of change"]),
        ["policy"] = Make(MaterialKind.PricingPolicy, "Pricing policy", "# Pricing policy\n\nUp to 10 % off the price.", objections: ["price"]),
        ["template"] = Make(MaterialKind.Template, "Proposal letter", "Here is our proposal.", ["Proposal"]),
        ["notes"] = Make(MaterialKind.Document, "ScanPro, price and security", "All about ScanPro, price and security."),
    };

    public static string NameOf(MaterialId id) => All.Single(m => m.Value.Id == id).Key;

    private static Material Make(
        MaterialKind kind, string title, string text, IReadOnlyList<string>? stages = null, IReadOnlyList<string>? industries = null, IReadOnlyList<string>? competitors = null, IReadOnlyList<string>? objections = null) => new()
        {
            Title = title,
            Kind = kind,
            Text = text,
            Use = new(stages ?? [], industries ?? [], competitors ?? [], objections ?? []),
            ChangedAt = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
        };
}
