using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Agent.Core.Deals;
using Agent.Infrastructure.Import.Values;

namespace Agent.Infrastructure.Import;

/// <summary>What the CRMs call things, read from <c>vocabulary.json</c>. All look-ups are by <see cref="Names.Normalize"/>.</summary>
internal sealed class Vocabulary
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly FrozenSet<string> _empty;
    private readonly FrozenDictionary<string, bool> _flags;
    private readonly FrozenDictionary<string, DealStatus> _closed;
    private readonly FrozenDictionary<string, KnownStage> _open;
    private readonly FrozenDictionary<string, string> _activityKinds;
    private readonly FrozenDictionary<string, BuyingRole> _buyingRoles;
    private readonly FrozenSet<string> _companySuffixes;

    private Vocabulary(Data data)
    {
        Entities = data.Entities.ToFrozenDictionary(e => e.Key, e => new EntityVocabulary(e.Value));
        Prefixes = ByName(data.Prefixes.Select(p => (p.Key, p.Value)));
        Sources = data.Sources.ToDictionary(s => s.Key, s => s.Value.Select(Names.Normalize).ToFrozenSet());
        CurrencySymbols = data.CurrencySymbols.OrderByDescending(s => s.Key.Length).ToArray();
        _empty = data.Empty.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _flags = ByName([.. data.Yes.Select(w => (w, true)), .. data.No.Select(w => (w, false))]);
        _closed = ByName([.. data.Stages.Won.Select(w => (w, DealStatus.Won)), .. data.Stages.Lost.Select(w => (w, DealStatus.Lost))]);
        _open = ByName(data.Stages.Open.Select(s => (s.Name, s)));
        _activityKinds = ByName(data.ActivityKinds.SelectMany(k => k.Value.Select(w => (w, k.Key))));
        _buyingRoles = ByName(data.BuyingRoles.SelectMany(r => r.Value.Select(w => (w, r.Key))));
        _companySuffixes = data.CompanySuffixes.ToFrozenSet();
    }

    public static Vocabulary Instance { get; } = Load();

    /// <summary>The columns of each kind of record.</summary>
    public FrozenDictionary<EntityKind, EntityVocabulary> Entities { get; }

    /// <summary>The kinds that an <c>Entity - Field</c> header names.</summary>
    public FrozenDictionary<string, EntityKind> Prefixes { get; }

    /// <summary>Column names that give a CRM away.</summary>
    public IReadOnlyDictionary<string, FrozenSet<string>> Sources { get; }

    /// <summary>Currency signs, the longest first.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> CurrencySymbols { get; }

    /// <summary>True for the ways in which exports write "nothing".</summary>
    public bool IsEmpty(string cell) => cell.Length == 0 || (cell.Length <= 10 && _empty.Contains(cell));

    /// <summary>Yes or no, or null when the word is neither.</summary>
    public bool? Flag(string word) => _flags.TryGetValue(Names.Normalize(word), out var flag) ? flag : null;

    /// <summary>Won or lost when the words say so, else null.</summary>
    public DealStatus? Closed(string stage) => _closed.TryGetValue(Names.Normalize(stage), out var status) ? status : null;

    /// <summary>A stage that is common in CRMs, or null.</summary>
    public KnownStage? OpenStage(string stage) => _open.GetValueOrDefault(Names.Normalize(stage));

    /// <summary>The kind of activity that a word means ("task" included), or null.</summary>
    public string? ActivityKind(string word) => _activityKinds.GetValueOrDefault(Names.Normalize(word));

    /// <summary>A buying role, or null.</summary>
    public BuyingRole? BuyingRole(string word) => _buyingRoles.TryGetValue(Names.Normalize(word), out var role) ? role : null;

    /// <summary>True for a legal form such as "inc" or "gmbh".</summary>
    public bool IsCompanySuffix(string word) => _companySuffixes.Contains(word);

    private static Vocabulary Load()
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream("import/vocabulary.json")!;
        return new(JsonSerializer.Deserialize<Data>(stream, Json)!);
    }

    // Two spellings of a list may normalize to one name.
    private static FrozenDictionary<string, T> ByName<T>(IEnumerable<(string Name, T Value)> entries) =>
        entries.DistinctBy(e => Names.Normalize(e.Name)).ToFrozenDictionary(e => Names.Normalize(e.Name), e => e.Value);

    internal sealed record KnownStage(string Name, double Probability);

    internal sealed record FieldData(IReadOnlyList<string> Names, double Weight = 1, FieldType Type = FieldType.Text);

    internal sealed record EntityData(IReadOnlyList<string> Files, IReadOnlyList<IReadOnlyList<Field>> Needs, IReadOnlyDictionary<Field, FieldData> Fields);

    private sealed record StageData(IReadOnlyList<string> Won, IReadOnlyList<string> Lost, IReadOnlyList<KnownStage> Open);

    private sealed record Data(
        IReadOnlyDictionary<string, EntityKind> Prefixes,
        IReadOnlyDictionary<string, IReadOnlyList<string>> Sources,
        IReadOnlyList<string> Empty,
        IReadOnlyDictionary<EntityKind, EntityData> Entities,
        StageData Stages,
        IReadOnlyList<string> CompanySuffixes,
        IReadOnlyDictionary<string, string> CurrencySymbols,
        IReadOnlyDictionary<string, IReadOnlyList<string>> ActivityKinds,
        IReadOnlyDictionary<BuyingRole, IReadOnlyList<string>> BuyingRoles,
        IReadOnlyList<string> Yes,
        IReadOnlyList<string> No);
}

/// <summary>How the cells of a field are read.</summary>
internal enum FieldType
{
    Text,
    Number,
    Date,
    Flag,
}

/// <summary>The columns of one kind of record.</summary>
internal sealed class EntityVocabulary(Vocabulary.EntityData data)
{
    // Rank orders several columns that say the same: the first with a value counts.
    private readonly FrozenDictionary<string, (Field Field, int Rank)[]> _columns = data.Fields
        .SelectMany(f => f.Value.Names.Select((name, rank) => (Name: Names.Normalize(name), f.Key, rank)))
        .GroupBy(c => c.Name, c => (c.Key, c.rank))
        .ToFrozenDictionary(g => g.Key, g => g.ToArray());

    /// <summary>Parts of file names that hint at this kind.</summary>
    public IReadOnlyList<string> Files => data.Files;

    /// <summary>Sets of fields of which one must be there whole.</summary>
    public IReadOnlyList<IReadOnlyList<Field>> Needs => data.Needs;

    /// <summary>The fields that this kind has.</summary>
    public IEnumerable<Field> Fields => data.Fields.Keys;

    /// <summary>The fields that a normalized column name means; a column can serve two.</summary>
    public ReadOnlySpan<(Field Field, int Rank)> Find(string column) => _columns.GetValueOrDefault(column, []);

    /// <summary>True when this kind has the field.</summary>
    public bool Has(Field field) => data.Fields.ContainsKey(field);

    /// <summary>How much a field tells about the kind.</summary>
    public double Weight(Field field) => data.Fields[field].Weight;

    /// <summary>How the cells of a field are read.</summary>
    public FieldType Type(Field field) => data.Fields[field].Type;
}
