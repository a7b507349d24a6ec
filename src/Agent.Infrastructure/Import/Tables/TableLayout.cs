using Agent.Infrastructure.Import.Values;

namespace Agent.Infrastructure.Import.Tables;

/// <summary>The columns of a table that describe one kind of record.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Columns">For each field the columns that give it, the first choice first.</param>
internal sealed record TableSection(EntityKind Kind, IReadOnlyDictionary<Field, int[]> Columns)
{
    /// <summary>True when a column gives the field.</summary>
    public bool Has(Field field) => Columns.ContainsKey(field);
}

/// <summary>What the columns of a table mean.</summary>
/// <param name="Sections">One, or more where a row holds several records; in the order of import.</param>
/// <param name="SourceName">The CRM, or "file": stands before ids.</param>
internal sealed record TableLayout(IReadOnlyList<TableSection> Sections, string SourceName)
{
    // A file name settles what columns leave open, and never overrules a telling column.
    private const double FileNameWeight = 4;
    private const double LeastScore = 2;

    /// <summary>The section that a row is counted by: the last one, which the others are linked from.</summary>
    public TableSection Primary => Sections[^1];

    /// <summary>Recognizes the columns.</summary>
    /// <param name="table">The table.</param>
    /// <param name="mapping">What the user says about it, or null.</param>
    /// <exception cref="UnreadableFileException">Nothing fits.</exception>
    public static TableLayout Recognize(SourceTable table, ImportMapping.FileMapping? mapping)
    {
        var vocabulary = Vocabulary.Instance;
        var prefixed = mapping?.Entity is null ? Prefixed(table.Columns) : [];
        var sections = prefixed.Count > 0
            ? [.. prefixed.Select(p => Section(p.Key, p.Value, mapping)).Where(s => IsUseful(s, prefixed.Count > 1))]
            : mapping?.Entity is { } entity
                ? [Section(entity, All(table.Columns), mapping)]
                : new List<TableSection> { Best(table, mapping) };
        if (sections.Count == 0)
            throw new UnreadableFileException(NothingKnown(table.Columns));
        var source = mapping?.Source
            ?? (prefixed.Count > 0 ? "pipedrive" : vocabulary.Sources.FirstOrDefault(s => table.Columns.Any(c => s.Value.Contains(Names.Normalize(c)))).Key)
            ?? "file";
        return new([.. sections.OrderBy(s => s.Kind)], source);
    }

    private static TableSection Best(SourceTable table, ImportMapping.FileMapping? mapping)
    {
        var columns = All(table.Columns);
        var best = Vocabulary.Instance.Entities
            .Select(e => (Section: Section(e.Key, columns, mapping), Hint: HintWeight(table, e.Key)))
            .Where(c => IsUseful(c.Section, false))
            .Select(c => (c.Section, Score: c.Hint + c.Section.Columns.Keys.Sum(f => Vocabulary.Instance.Entities[c.Section.Kind].Weight(f))))
            .OrderByDescending(c => c.Score)
            .FirstOrDefault();
        if (best.Section is null || best.Score < LeastScore)
            throw new UnreadableFileException(NothingKnown(table.Columns));
        return best.Section;
    }

    // The name of a JSON array decides; a file name only helps.
    private static double HintWeight(SourceTable table, EntityKind kind)
    {
        var hint = table.Hint.ToLowerInvariant();
        if (!Vocabulary.Instance.Entities[kind].Files.Any(f => hint.Contains(f, StringComparison.Ordinal)))
            return 0;
        return table.HintIsCertain ? 100 : FileNameWeight;
    }

    private static bool IsUseful(TableSection section, bool isPart) =>
        Vocabulary.Instance.Entities[section.Kind].Needs.Any(set => set.All(section.Has)) || (isPart && section.Has(Field.Id));

    private static TableSection Section(EntityKind kind, IReadOnlyList<(int Column, string Name)> columns, ImportMapping.FileMapping? mapping)
    {
        var vocabulary = Vocabulary.Instance.Entities[kind];
        var found = new Dictionary<Field, List<(int Column, int Rank)>>();
        foreach (var (column, name) in columns)
        {
            if (mapping is not null && mapping.TryFind(name, out var mapped))
            {
                if (mapped is { } field && vocabulary.Has(field))
                    Add(field, column, -1);
                continue;
            }

            foreach (var (field, rank) in vocabulary.Find(Names.Normalize(name)))
                Add(field, column, rank);
        }

        return new(kind, found.ToDictionary(f => f.Key, f => f.Value.OrderBy(c => c.Rank).Select(c => c.Column).ToArray()));

        void Add(Field field, int column, int rank)
        {
            if (!found.TryGetValue(field, out var list))
                found.Add(field, list = []);
            list.Add((column, rank));
        }
    }

    // "Deal - Title", "Person - Email (Work)": the records that share a row. Columns without a kind belong to the main one.
    private static Dictionary<EntityKind, List<(int Column, string Name)>> Prefixed(IReadOnlyList<string> columns)
    {
        var parts = new Dictionary<EntityKind, List<(int, string)>>();
        var rest = new List<(int, string)>();
        for (var i = 0; i < columns.Count; i++)
        {
            var dash = columns[i].IndexOf(" - ", StringComparison.Ordinal);
            if (dash > 0 && Vocabulary.Instance.Prefixes.TryGetValue(Names.Normalize(columns[i][..dash]), out var kind))
            {
                if (!parts.TryGetValue(kind, out var list))
                    parts.Add(kind, list = []);
                list.Add((i, columns[i][(dash + 3)..]));
            }
            else
            {
                rest.Add((i, columns[i]));
            }
        }

        if (parts.Count == 0)
            return parts;
        var main = parts.Keys.Max();
        parts[main].AddRange(rest);

        // Linked records are named by their own columns: "Organization - Name" beside "Deal - Title" is the deal's account.
        foreach (var (kind, list) in parts.ToList())
        {
            if (kind == main)
                continue;
            foreach (var (column, name) in list)
            {
                if (Link(kind, Names.Normalize(name)) is { } link)
                {
                    foreach (var later in parts.Where(p => p.Key > kind))
                        later.Value.Add((column, link));
                }
            }
        }

        return parts;
    }

    private static string? Link(EntityKind kind, string name) => (kind, name) switch
    {
        (EntityKind.Accounts, "name") => "Account Name",
        (EntityKind.Accounts, "id" or "pipedrivesystemid") => "AccountId",
        (EntityKind.Contacts, "name") => "Contact Name",
        (EntityKind.Contacts, "id" or "pipedrivesystemid") => "ContactId",
        (EntityKind.Contacts, "email" or "emailwork") => "Contact email",
        (EntityKind.Deals, "title") => "Deal name",
        (EntityKind.Deals, "id" or "pipedrivesystemid") => "Deal ID",
        (EntityKind.Products, "name") => "Product name",
        (EntityKind.Users, "name") => "Owner Name",
        _ => null,
    };

    private static List<(int Column, string Name)> All(IReadOnlyList<string> columns) => [.. columns.Select((name, i) => (i, name))];

    private static string NothingKnown(IReadOnlyList<string> columns) =>
        $"Its columns fit no kind of record ({string.Join(", ", columns.Take(8).Select(c => $"\"{Cut(c)}\""))}{(columns.Count > 8 ? ", …" : "")}); say in a mapping file what they mean.";

    private static string Cut(string name) => name.Length > 40 ? name[..40] + "…" : name;
}
