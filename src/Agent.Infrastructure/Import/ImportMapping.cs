using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Serialization;
using Agent.Infrastructure.Import.Values;

namespace Agent.Infrastructure.Import;

/// <summary>
/// What files mean whose columns have names of their own. Its JSON is one object, or a list of them for several files:
/// <code>
/// {
///   "file": "forecast*.csv",              which files it is for; all when left out
///   "entity": "deals",                    users, products, accounts, contacts, deals, tasks or activities
///   "columns": { "My col": "amount" },    header → field; "" leaves a column out
///   "source": "erp",                      name before the ids, so that ids of two systems never meet
///   "dateOrder": "dmy",                   or "mdy"
///   "currency": "EUR"
/// }
/// </code>
/// Columns that it does not name are still recognized by their usual names.
/// </summary>
public sealed class ImportMapping
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly IReadOnlyList<FileMapping> _files;

    private ImportMapping(IReadOnlyList<FileMapping> files)
    {
        _files = files;
    }

    /// <summary>Reads a mapping.</summary>
    /// <param name="json">Content of the mapping file.</param>
    /// <exception cref="FormatException">The mapping is not valid; the message says what to mend.</exception>
    public static ImportMapping Parse(string json)
    {
        try
        {
            var files = json.TrimStart().StartsWith('[')
                ? JsonSerializer.Deserialize<IReadOnlyList<FileMapping>>(json, Json)!
                : [JsonSerializer.Deserialize<FileMapping>(json, Json)!];
            foreach (var file in files)
                file.Check();
            return new(files);
        }
        catch (JsonException e)
        {
            var where = e.Path is { Length: > 2 } path ? $" at \"{path[2..]}\"" : "";
            throw new FormatException($"The mapping cannot be read{where}: it needs \"columns\" and may have \"file\", \"entity\" ({Words<EntityKind>()}), \"source\", \"dateOrder\" and \"currency\".", e);
        }
    }

    /// <summary>The mapping for a file, or null.</summary>
    internal FileMapping? For(ImportSource source) =>
        _files.FirstOrDefault(f => f.File is null || FileSystemName.MatchesSimpleExpression(f.File, source.Path.Split('/')[^1]) || FileSystemName.MatchesSimpleExpression(f.File, source.Path));

    private static string Words<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));

    /// <summary>The mapping of the files that a pattern fits.</summary>
    internal sealed record FileMapping
    {
        private Dictionary<string, Field?>? _fields;

        public string? File { get; init; }

        public EntityKind? Entity { get; init; }

        public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

        public string? Source { get; init; }

        public string? DateOrder { get; init; }

        public string? Currency { get; init; }

        /// <summary>True when the mapping speaks of the column; the field is null for a column to leave out.</summary>
        public bool TryFind(string column, out Field? field) => _fields!.TryGetValue(Names.Normalize(column), out field);

        public void Check()
        {
            if (DateOrder is not (null or "dmy" or "mdy"))
                throw new FormatException($"\"dateOrder\" is \"{DateOrder}\"; it must be \"dmy\" or \"mdy\".");
            _fields = [];
            foreach (var (column, name) in Columns)
            {
                Field? field = null;
                if (name.Length > 0)
                {
                    if (!Enum.TryParse<Field>(name, true, out var known) || int.TryParse(name, out _))
                        throw new FormatException($"\"{name}\" is no field that column \"{column}\" could mean. Fields are: {Words<Field>()}.");
                    if (Entity is { } entity && !Vocabulary.Instance.Entities[entity].Has(known))
                        throw new FormatException($"{entity} have no field \"{name}\". Their fields are: {string.Join(", ", Vocabulary.Instance.Entities[entity].Fields.Select(f => JsonNamingPolicy.CamelCase.ConvertName(f.ToString())))}.");
                    field = known;
                }

                _fields[Names.Normalize(column)] = field;
            }
        }
    }
}
