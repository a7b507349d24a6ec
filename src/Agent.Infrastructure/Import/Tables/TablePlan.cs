
namespace Agent.Infrastructure.Import.Tables;

/// <summary>A table that was read once and is understood.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Layout">What its columns mean.</param>
/// <param name="Profile">What only the whole of it tells.</param>
/// <param name="Mapping">What the user says about it, or null.</param>
/// <param name="SourceName">Stands before its ids.</param>
/// <param name="IsLast">True for the last table of its file.</param>
internal sealed record TablePlan(SourceTable Table, TableLayout Layout, TableProfile Profile, ImportMapping.FileMapping? Mapping, string SourceName, bool IsLast)
{
    /// <summary>True when its rows may name contacts.</summary>
    public bool NeedsContacts => Layout.Sections.Any(s => s.Kind is EntityKind.Contacts or EntityKind.Activities || s.Has(Field.Contact) || s.Has(Field.ContactId) || s.Has(Field.ContactEmail));

    /// <summary>True when its rows may name deals.</summary>
    public bool NeedsDeals => Layout.Primary.Kind is EntityKind.Tasks or EntityKind.Activities;

    /// <summary>Opens the tables of a file.</summary>
    /// <exception cref="UnreadableFileException">The file is not what it claims to be.</exception>
    public static IReadOnlyList<TablePlan> Of(ImportSource source, ImportOptions options, CancellationToken ct)
    {
        var mapping = options.Mapping?.For(source);
        var tables = Open(source);
        var plans = new List<TablePlan>();
        UnreadableFileException? unknown = null;
        foreach (var table in tables)
        {
            try
            {
                var layout = TableLayout.Recognize(table, mapping);
                var profile = TableProfile.Of(table, layout, ct);
                var name = layout.SourceName == "file" && profile.HasSalesforceIds ? "salesforce" : layout.SourceName;
                plans.Add(new(table, layout, profile, mapping, name, false));
            }
            catch (UnreadableFileException e) when (tables.Count > 1 && e.Line == 0)
            {
                // A list beside the records, such as paging, does not spoil the file.
                unknown = e;
            }
        }

        if (plans.Count == 0 && unknown is not null)
            throw unknown;
        if (plans.Count > 0)
            plans[^1] = plans[^1] with { IsLast = true };
        return plans;
    }

    private static IReadOnlyList<SourceTable> Open(ImportSource source)
    {
        var extension = Path.GetExtension(source.Path).ToLowerInvariant();
        var content = FileContent.Inspect(source);
        if (content.Refusal is { } refusal)
            throw new UnreadableFileException(refusal);
        var looksLikeJson = content.Start.TrimStart() is ['{' or '[', ..];
        return extension switch
        {
            ".json" or ".jsonl" or ".ndjson" when content.Encoding is not System.Text.UTF8Encoding => throw new UnreadableFileException("The JSON file is not encoded in UTF-8."),
            ".json" or ".jsonl" or ".ndjson" => JsonTable.Open(source),
            ".csv" or ".tsv" when looksLikeJson && content.Start.TrimStart()[1..].TrimStart() is ['{' or '"' or '[', ..] => throw new UnreadableFileException("The file holds JSON, not CSV; rename it to .json."),
            ".csv" or ".tsv" => [CsvTable.Open(source, content)],
            _ => throw new UnreadableFileException($"Files of the kind \"{extension}\" cannot be imported."),
        };
    }
}
