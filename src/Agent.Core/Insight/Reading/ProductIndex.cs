namespace Agent.Core.Insight.Reading;

/// <summary>A product named in a sentence.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="Product">The name as the price book has it.</param>
/// <param name="FirstToken">Index of its first token in the sentence.</param>
/// <param name="NextToken">Index after its last token.</param>
public sealed record ProductMention(int Start, int End, string Product, int FirstToken, int NextToken);

/// <summary>
/// Finds product names as people say and transcribers spell them: other case, plural, written together or apart, a letter wrong,
/// or by the first word alone when that is distinctive.
/// </summary>
public sealed class ProductIndex
{
    /// <summary>A key of fewer letters than this must be spelled right: one letter would make another word of it.</summary>
    private const int LeastFuzzyLength = 8;

    /// <summary>Shorter last words ("hub", "pro") are too common to name a product alone.</summary>
    private const int LeastHeadLength = 4;

    private static readonly CueSet AsksFor = CueSet.Of("(need|want|buy|buying|order|ordering|purchase|interested|quote|offer|take)");

    private readonly Dictionary<string, string> _byHead = [];
    private readonly Dictionary<string, string> _byKey = [];
    private readonly Dictionary<string, List<(string Key, string Name)>> _byPrefix = [];
    private readonly Dictionary<string, string> _byFirstWord = [];
    private readonly int _longestKey;

    // First two letters of the keys: most words of a text begin no product's name.
    private readonly HashSet<(char First, char Second)> _beginnings = [];

    /// <summary>An index over product names.</summary>
    public ProductIndex(IEnumerable<string> names)
    {
        var firstWords = new Dictionary<string, List<string>>();
        var lastWords = new Dictionary<string, List<string>>();
        var uses = new Dictionary<string, int>();
        foreach (var name in names)
        {
            var tokens = Tokenizer.Read(name, 0, name.Length).Where(t => t.Kind != TokenKind.Symbol).ToList();
            if (tokens.Count == 0)
                continue;
            var key = string.Concat(tokens.Select(t => t.Norm));
            _byKey.TryAdd(key, name);
            _beginnings.Add((key[0], key.Length > 1 ? key[1] : 's'));
            _longestKey = Math.Max(_longestKey, key.Length);
            if (key.Length >= LeastFuzzyLength)
                Bucket(_byPrefix, key[..2]).Add((key, name));
            if (tokens.Count > 1)
            {
                Bucket(firstWords, tokens[0].Norm).Add(name);
                Bucket(lastWords, tokens[^1].Norm).Add(name);
            }

            foreach (var token in tokens)
                uses[token.Norm] = uses.GetValueOrDefault(token.Norm) + 1;
        }

        foreach (var (word, owners) in lastWords)
        {
            if (owners.Count == 1 && uses[word] == 1 && word.Length >= LeastHeadLength)
                _byHead[word] = owners[0];
        }

        foreach (var (word, owners) in firstWords)
        {
            if (owners.Count == 1 && IsDistinctive(owners[0][..word.Length]))
                _byFirstWord[word] = owners[0];
        }
    }

    /// <summary>
    /// Products named in a sentence, in order. Once a product was named in full, a word of its name that no other of the named
    /// ones shares is enough: "six hubs", "two ShelfScans". While no product was, the last word of a name counts where it is counted or
    /// asked for: "eight kiosks", "would you need the controller?". Else it is none: "the board" may be one of directors.
    /// </summary>
    /// <param name="text">The source.</param>
    /// <param name="sentence">The sentence.</param>
    /// <param name="named">Products that the talk has named so far.</param>
    /// <param name="before">Products that earlier talks named; a word of their name counts behind a number alone.</param>
    public List<ProductMention> Find(string text, Sentence sentence, IReadOnlyCollection<string> named, IReadOnlyCollection<string> before)
    {
        var found = Find(text, sentence);
        List<string> known = [.. named.Union(found.Select(f => f.Product))];
        var brief = new List<ProductMention>();
        for (var i = 0; i < sentence.Tokens.Count; i++)
        {
            if (found.Exists(f => f.FirstToken <= i && i < f.NextToken) || !IsCounted(sentence.Tokens, i))
                continue;
            var word = sentence.Tokens[i].Norm;
            var meant = known.FindAll(k => HasPart(k, word));
            if (meant.Count == 0 && IsNumber(sentence.Tokens[i - 1]))
                meant = [.. before.Where(k => HasPart(k, word))];
            if (known.Count + before.Count == 0 && ByHead(sentence.Tokens, i) is { } head)
                meant = [head];
            if (meant is [var only])
                brief.Add(Mention(sentence.Tokens, i, i + 1, only));
        }

        return brief.Count == 0 ? found : [.. found.Concat(brief).OrderBy(f => f.FirstToken)];
    }

    /// <summary>A noun behind a count, a pointer or an article: "three boards", "a couple of booths", "those nodes", "a scanner".</summary>
    private static bool IsCounted(TokenList tokens, int i)
    {
        if (i == 0 || tokens[i].Kind != TokenKind.Word)
            return false;
        var before = tokens[i - 1];
        if (before.Is("of") && i > 1)
            before = tokens[i - 2];
        return IsNumber(before) || before.Norm is "the" or "these" or "those" or "couple" or "pair" or "dozen" or "single" or "more" or "additional" or "extra" or "both" or "few";
    }

    private static bool IsNumber(Token token) => token.Kind == TokenKind.Number || Numbers.IsNumberWord(token.Norm);

    /// <summary>True when the word is the last word of the name or a part of its coined first word, in the singular or plural.</summary>
    private static bool HasPart(string name, string word)
    {
        const int shortest = 3;
        if (word.Length < shortest)
            return false;
        var words = name.Split(' ');
        return Same(words[^1]) || (words.Length > 1 && IsDistinctive(words[0]) && Same(words[0]));

        bool Same(string part) => word.Equals(part, StringComparison.OrdinalIgnoreCase)
            || (word.Length - part.Length is 1 or 2 && word.StartsWith(part, StringComparison.OrdinalIgnoreCase) && word.AsSpan(part.Length) is "s" or "es");
    }

    /// <summary>Products named in a sentence, in order.</summary>
    public List<ProductMention> Find(string text, Sentence sentence)
    {
        var tokens = sentence.Tokens;
        var found = new List<ProductMention>();
        for (var i = 0; i < tokens.Count;)
        {
            if (tokens[i].Kind != TokenKind.Symbol && Longest(text, tokens, i) is { } mention)
            {
                found.Add(mention);
                i = mention.NextToken;
            }
            else
            {
                i++;
            }
        }

        return found;
    }

    private ProductMention? Longest(string text, TokenList tokens, int i)
    {
        // A name spelled right is not stretched over the next word to make a longer one with a slip.
        ProductMention? exact = null;
        ProductMention? near = null;
        var key = "";
        for (var j = i; j < tokens.Count && key.Length <= _longestKey; j++)
        {
            if (tokens[j].Kind == TokenKind.Symbol)
                break;
            key += tokens[j].Norm is "'s" ? "s" : tokens[j].Norm;
            if (key.Length > 1 && !_beginnings.Contains((key[0], key[1])))
                break;
            if (Exact(key) is { } name)
                exact = Mention(tokens, i, j + 1, name);
            else if (exact is null && near is null && (Nearest(key) ?? (key.EndsWith('s') ? Nearest(key[..^1]) : null)) is { } like)
                near = Mention(tokens, i, j + 1, like);
        }

        var best = exact ?? near;
        var first = tokens[i].Norm;
        if (best is null && char.IsUpper(text[tokens[i].Start]) && (_byFirstWord.TryGetValue(first, out var owner) || (first.EndsWith('s') && _byFirstWord.TryGetValue(first[..^1], out owner))))
            best = Mention(tokens, i, i + 1, owner);
        return best;
    }

    /// <summary>The one product whose name ends so, where the word is counted or asked for.</summary>
    private string? ByHead(TokenList tokens, int i) =>
        (_byHead.TryGetValue(tokens[i].Norm, out var name) || (tokens[i].Norm.EndsWith('s') && _byHead.TryGetValue(tokens[i].Norm[..^1], out name)))
            && (IsNumber(tokens[i - 1]) || (tokens[i - 1].Norm is "the" or "these" or "those" && AsksFor.Matches(tokens))) ? name : null;

    private string? Exact(string key) =>
        _byKey.TryGetValue(key, out var name) || (key.EndsWith('s') && _byKey.TryGetValue(key[..^1], out name)) ? name : null;

    private string? Nearest(string key)
    {
        if (key.Length < LeastFuzzyLength - 1 || !_byPrefix.TryGetValue(key[..2], out var near))
            return null;
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var (candidate, owner) in near)
        {
            // One slip in a name of up to 14 letters, two in a longer one.
            var allowed = candidate.Length > 14 ? 2 : 1;
            if (Math.Abs(candidate.Length - key.Length) > allowed)
                continue;
            var distance = Distance(key, candidate, allowed);
            if (distance <= allowed && distance < bestDistance)
                (best, bestDistance) = (owner, distance);
            else if (distance == bestDistance)
                best = null;
        }

        return best;
    }

    private static ProductMention Mention(TokenList tokens, int from, int to, string name)
    {
        var last = tokens[to - 1].Is("'s") && to - 1 > from ? to - 1 : to;
        return new(tokens[from].Start, tokens[last - 1].End, name, from, last);
    }

    /// <summary>A coined word ("SecureFlow", "X200") names its product alone; an ordinary one ("Workflow") does not.</summary>
    private static bool IsDistinctive(string word) => word.Length >= 4 && word.Skip(1).Any(c => char.IsUpper(c) || char.IsAsciiDigit(c));

    private static int Distance(string a, string b, int limit)
    {
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var up = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = up;
                least = Math.Min(least, row[j]);
            }

            if (least > limit)
                return limit + 1;
        }

        return row[b.Length];
    }

    private static List<T> Bucket<T>(Dictionary<string, List<T>> index, string key)
    {
        if (!index.TryGetValue(key, out var list))
            index[key] = list = [];
        return list;
    }
}
