using System.Globalization;
using Agent.Core.Deals;

namespace Agent.Core.Insight.Qualification;

/// <summary>Holds an attribute of the account against what a criterion asks for.</summary>
internal static class AccountReader
{
    public static CriterionResult Assess(Criterion criterion, Account? account)
    {
        var (text, number) = ValueOf(criterion.Attribute, account);
        if (text is null && number is null)
            return new(criterion.Name, Verdict.Unknown, 0, [], [], [], criterion.Missing, criterion.Question, []);
        var fits = number is { } n
            ? (criterion.Min is not { } min || n >= min) && (criterion.Max is not { } max || n <= max)
            : criterion.OneOf.Count == 0 || criterion.OneOf.Contains(text!, StringComparer.OrdinalIgnoreCase);
        var fact = number is { } count && IsEmployees(criterion)
            ? string.Create(CultureInfo.InvariantCulture, $"The account has {count:N0} {(count == 1 ? "employee" : "employees")}.")
            : $"The account's {criterion.Attribute?.ToLowerInvariant()} is {text ?? number!.Value.ToString("N0", CultureInfo.InvariantCulture)}.";
        return new(criterion.Name, fits ? Verdict.Met : Verdict.NotMet, 1, [], [], [fact], null, null, []);
    }

    private static bool IsEmployees(Criterion criterion) => string.Equals(criterion.Attribute, "employees", StringComparison.OrdinalIgnoreCase);

    private static (string? Text, decimal? Number) ValueOf(string? attribute, Account? account) => attribute?.ToLowerInvariant() switch
    {
        "industry" => (account?.Industry, null),
        "country" => (account?.Country, null),
        "domain" => (account?.Domain, null),
        "employees" => (null, account?.Employees),
        "revenue" => (null, account?.Revenue),
        _ => (null, null),
    };
}
