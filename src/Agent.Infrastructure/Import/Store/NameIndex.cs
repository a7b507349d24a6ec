using System.Runtime.InteropServices;
using Agent.Infrastructure.Import.Values;

namespace Agent.Infrastructure.Import.Store;

/// <summary>
/// Finds records by key or by name. It holds hashes of 64 bits rather than texts, so that a million records fit: the
/// chance that two of them meet by accident is under one in ten million.
/// </summary>
internal sealed class NameIndex<TId>
    where TId : struct, IEquatable<TId>
{
    // Beyond this many names the nearest one is not looked for.
    private const int MaxShown = 5_000;

    private readonly Dictionary<ulong, TId> _keys = [];
    private readonly Dictionary<ulong, Named> _names = [];
    private readonly Dictionary<string, string> _shown = [];
    private readonly Dictionary<string, string> _withoutLegalForm = [];

    /// <summary>Adds a record.</summary>
    public void Add(TId id, string? name, string? key)
    {
        if (key is not null)
            _keys[KeyHash(key)] = id;
        if (name is not null)
            AddName(id, Names.Hash(name));
    }

    /// <summary>Adds a further hash that the record is found by, for example of name and account.</summary>
    public void AddName(TId id, ulong hash)
    {
        ref var named = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, hash, out var exists);
        named = exists && !named.Id.Equals(id) ? named with { Count = named.Count + 1 } : new(id, 1);
    }

    /// <summary>Lets <see cref="Nearest"/> offer the name.</summary>
    public void Show(string name)
    {
        if (_shown.Count >= MaxShown)
            return;
        _shown.TryAdd(Names.Normalize(name), name);
        _withoutLegalForm.TryAdd(Names.WithoutLegalForm(name), name);
    }

    /// <summary>The record with a key, such as <c>hubspot:123</c>.</summary>
    public TId? FindKey(string key) => _keys.TryGetValue(KeyHash(key), out var id) ? id : null;

    /// <summary>The record with a name, and how many have it.</summary>
    public bool TryFind(string name, out TId id, out int count) => TryFind(Names.Hash(name), out id, out count);

    /// <summary>The record with a hash, and how many have it.</summary>
    public bool TryFind(ulong hash, out TId id, out int count)
    {
        _names.TryGetValue(hash, out var named);
        id = named.Id;
        count = named.Count;
        return count == 1;
    }

    /// <summary>A known name that differs by one letter or by the legal form, or null.</summary>
    public string? Nearest(string name)
    {
        if (_withoutLegalForm.TryGetValue(Names.WithoutLegalForm(name), out var same))
            return same;
        var normalized = Names.Normalize(name);
        // Short names differ by one letter too often.
        return normalized.Length < 5 ? null : _shown.FirstOrDefault(s => Names.DifferByOne(s.Key, normalized)).Value;
    }

    private static ulong KeyHash(string key) => Fnv.Add(Fnv.Start, key);

    private readonly record struct Named(TId Id, int Count);
}
