using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Texts;

namespace Agent.Core.Insight;

/// <summary>A deal with its texts taken apart: what everything that is said about the content of a deal starts from.</summary>
/// <param name="File">The deal.</param>
/// <param name="Texts">Its texts, oldest first.</param>
public sealed record DealTexts(DealFile File, IReadOnlyList<ReadActivity> Texts)
{
    /// <summary>Reads the texts of a deal. Who speaks for whom is known from the users, the contacts and their email domains.</summary>
    /// <param name="file">The deal.</param>
    /// <param name="activities">Its activities with their texts, in any order.</param>
    /// <param name="us">The users of the selling company.</param>
    public static DealTexts Read(DealFile file, IReadOnlyList<Activity> activities, IReadOnlyCollection<User> us)
    {
        var context = ContextOf(file, us);
        return new(file, [.. activities.OrderBy(a => a.At).ThenBy(a => a.Id.Value).Select(a => OtherDeals.SetApart(file, ActivityReader.Read(a, context)))]);
    }

    private static ReadingContext ContextOf(DealFile file, IReadOnlyCollection<User> us) => new()
    {
        SellerNames = [.. us.Select(u => u.Name)],
        SellerDomains = Domains(us.Select(u => u.Email)),
        BuyerNames = [.. file.Stakeholders.Select(s => s.Contact.Name)],
        BuyerDomains = Domains(file.Stakeholders.Select(s => s.Contact.Email).Append(file.Account?.Domain)),
    };

    private static List<string> Domains(IEnumerable<string?> addresses) =>
        [.. addresses.OfType<string>().Select(a => a[(a.LastIndexOf('@') + 1)..]).Where(d => d.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
}
