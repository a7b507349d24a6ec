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
    private readonly Dictionary<string, string> _withoutLegalForm = [];

    // Each name under itself and under what is left of it without one letter: two that differ by one letter meet there.
    private readonly Dictionary<ulong, string> _nearby = [];
    private int _shown;

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
        if (_shown++ >= MaxShown)
            return;
        _withoutLegalForm.TryAdd(Names.WithoutLegalForm(name), name);
        foreach (var hash in Neighbours(Names.Normalize(name)))
            _nearby.TryAdd(hash, name);
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
        // Short names differ by one letter too often, and numbered ones mean to.
        if (normalized.Length < 5 || char.IsAsciiDigit(normalized[^1]))
            return null;
        foreach (var hash in Neighbours(normalized))
        {
            if (_nearby.TryGetValue(hash, out var near) && Names.DifferByOne(Names.Normalize(near), normalized))
                return near;
        }

        return null;
    }

    private static IEnumerable<ulong> Neighbours(string normalized)
    {
        yield return Fnv.Add(Fnv.Start, normalized);
        for (var i = 0; i < normalized.Length; i++)
            yield return Fnv.Add(Fnv.Add(Fnv.Start, normalized.AsSpan(0, i)), normalized.AsSpan(i + 1));
    }

    private static ulong KeyHash(string key) => Fnv.Add(Fnv.Start, key);

    private readonly record struct Named(TId Id, int Count);
}
