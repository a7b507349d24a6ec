using System.Collections.Frozen;

namespace Agent.Core.Insight.Reading;

/// <summary>How many units of a product somebody spoke of.</summary>
/// <param name="Product">The name as the price book has it.</param>
/// <param name="Units">Units; 0 when the product was taken out.</param>
/// <param name="Start">First character of the words that say so.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="Utterance">Who said it.</param>
/// <param name="Sentence">Where.</param>
/// <param name="Status">How it was said.</param>
/// <param name="Agreed">True when the buyer said it, or confirmed what the seller said.</param>
public sealed record QuantityMention(
    string Product, int Units, int Start, int End, Utterance Utterance, Sentence Sentence, StatementStatus Status, bool Agreed);

/// <summary>Where and by whom a product was named.</summary>
/// <param name="Mention">The name in its sentence.</param>
/// <param name="Utterance">Who named it.</param>
/// <param name="Sentence">Where.</param>
public sealed record ProductInTalk(ProductMention Mention, Utterance Utterance, Sentence Sentence);

/// <summary>The products and quantities of a text.</summary>
/// <param name="Products">Every naming of a product, in order.</param>
/// <param name="Quantities">Every quantity bound to a product, in order.</param>
public sealed record ProductReading(IReadOnlyList<ProductInTalk> Products, IReadOnlyList<QuantityMention> Quantities);

/// <summary>
/// Binds numbers to products: "two units of X", "X, four licenses", "2 X, 3 Y and a Z", "four of each", "three each of the other
/// two", "two of these", "how many? – four", "drop the Z".
/// </summary>
public static class Quantities
{
    private static readonly FrozenSet<string> UnitWords = new[]
    {
        "unit", "units", "license", "licenses", "licence", "licences", "seat", "seats", "copy", "copies", "piece", "pieces", "subscription",
        "subscriptions", "instance", "instances", "installation", "installations", "device", "devices", "item", "items", "quantity", "pcs", "stück", "x",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Fillers = new[]
    {
        "of", "for", "the", "our", "your", "those", "these", "this", "that", "new", "additional", "more", "separate", "full", "user", "individual", "extra",
    }.ToFrozenSet();

    private static readonly CueSet HowMany = CueSet.Of("how many", "what quantity", "how large .3 order", "number of (units|licenses|licences|seats|copies)", "quantit*");

    private static readonly CueSet Acquiring = CueSet.Of(
        "(want|need|get|getting|take|order|ordering|buy|buying|purchase|purchasing|acquire|acquiring|require|requiring|go with|have|having|looking at|thinking of|start with|make that|make it|after) [just|only|about|around|maybe] #");

    /// <summary>Words by which a seller offers a quantity of his own instead of repeating the buyer's.</summary>
    private static readonly CueSet Offering = CueSet.Of("(suggest*|recommend*|propose|usual|usually|typical|typically|most|would cover|covers|could|better|cheaper|from|per|if|or)");

    private static readonly CueSet NotNeeded = CueSet.Of("[,] (i|we) (do|will|would|can) not [really|actually] (need|want|take|require|use) [them|it] [any|anymore|.|!|,|after|for|at|now|then]");

    private static readonly FrozenSet<string> Removing = new[] { "drop", "skip", "remove", "without", "exclude", "omit", "cancel", "forget" }.ToFrozenSet();

    /// <summary>Reads products and quantities of an activity.</summary>
    /// <param name="text">The activity.</param>
    /// <param name="products">The names to look for.</param>
    /// <param name="before">Products that earlier texts of the deal named: a count of "kiosks" is then one of them.</param>
    public static ProductReading Read(ReadActivity text, ProductIndex products, IReadOnlyCollection<string>? before = null)
    {
        var reader = new Reader(text, products, before ?? []);
        foreach (var utterance in text.Statements)
        {
            foreach (var sentence in utterance.Sentences)
                reader.Sentence(utterance, sentence);
        }

        return new(reader.Products, reader.Found);
    }

    private readonly record struct Count(int Units, int First, int Next, bool HasUnit);

    private sealed class Reader(ReadActivity text, ProductIndex index, IReadOnlyCollection<string> before)
    {
        private List<string> _group = [];
        private readonly HashSet<string> _named = [];
        private string? _focus;
        private bool _askedHowMany;
        private string? _askedBy;
        private Utterance? _answer;
        private int? _lastNumber;

        public List<QuantityMention> Found { get; } = [];

        public List<ProductInTalk> Products { get; } = [];

        public void Sentence(Utterance utterance, Sentence sentence)
        {
            if (_answer is not null && _answer != utterance)
                (_askedHowMany, _answer) = (false, null);
            var named = index.Find(text.Text, sentence, _named, before);
            var counts = Counts(sentence, named);
            // "Two and two": the numbers alone, in the order of the products.
            if (named.Count == 0 && counts.Count > 1 && counts.Count == _group.Count && IsRecap(utterance, sentence) && IsBareList(sentence, counts))
            {
                for (var c = 0; c < counts.Count; c++)
                    Add(utterance, sentence, _group[c], counts[c]);
                return;
            }

            var free = new List<ProductMention>(named);
            // "X and Y, two and four units respectively"
            var paired = counts.Count == named.Count && sentence.Tokens.Any(t => t.Is("respectively"));
            for (var c = 0; c < counts.Count; c++)
            {
                if (paired)
                {
                    Add(utterance, sentence, named[c].Product, counts[c]);
                    continue;
                }

                var limit = c + 1 < counts.Count ? counts[c + 1].First : sentence.Tokens.Count;
                var bound = Bind(sentence, counts[c], limit, named, free, utterance);
                if (IsForEach(sentence.Tokens, counts[c]) || (bound.Count == 1 && EachAfter(sentence.Tokens, counts[c].Next, limit) && Others(counts, c) is not null))
                    AddForEach(utterance, sentence, bound, counts, c);
                else
                    bound.ForEach(product => Add(utterance, sentence, product, counts[c]));
            }

            AddUp(utterance, sentence, counts);
            _lastNumber = counts.FindLast(c => c.Units > 1) is { Units: > 1 } last ? last.Units : _lastNumber;
            foreach (var product in named)
            {
                Products.Add(new(product, utterance, sentence));
                if (IsRemoved(sentence, product))
                    Add(utterance, sentence, product.Product, new(0, Math.Max(0, product.FirstToken - 1), product.NextToken, false));
            }

            _named.UnionWith(named.Select(n => n.Product));
            if (named.Count > 0)
            {
                _focus = named[^1].Product;
                var distinct = named.Select(n => n.Product).Distinct().ToList();
                if (distinct.Count > 1)
                    _group = distinct;
                else if (!_group.Contains(_focus))
                    _group = [.. _group, _focus];
            }

            if (HowMany.Matches(sentence.Tokens) && sentence.IsQuestion)
                (_askedHowMany, _askedBy) = (true, utterance.Speaker);
            else if (_askedHowMany && utterance.Speaker != _askedBy)
                _answer = utterance;
        }

        /// <summary>
        /// True when the seller takes up what the buyer counted just before: "So eight seats." A seller's own suggestion is none.
        /// </summary>
        private bool IsRecap(Utterance utterance, Sentence sentence)
        {
            const int farthest = 2;
            return utterance.Side == Side.Seller && Found.Exists(f => f.Utterance.Side != Side.Seller && utterance.Index - f.Utterance.Index is > 0 and < farthest)
                && !Offering.Matches(sentence.Tokens);
        }

        private static bool IsBareList(Sentence sentence, List<Count> counts)
        {
            const int mostOthers = 4;
            return sentence.Tokens.Count - counts.Sum(c => c.Next - c.First) <= mostOthers
                && Enumerable.Range(1, counts.Count - 1).All(c => counts[c].First - counts[c - 1].Next == 1 && sentence.Tokens[counts[c].First - 1].Norm is "and" or "plus" or "," or "+");
        }

        /// <summary>"Five in Tashkent, three in Samarkand": counts of several places that answer one question add up.</summary>
        private void AddUp(Utterance utterance, Sentence sentence, List<Count> counts)
        {
            if (!_askedHowMany || utterance.Speaker == _askedBy || _focus is null)
                return;
            var places = counts.FindAll(c => InPlace(sentence.Tokens, c));
            var mine = Found.FindAll(f => f.Utterance == utterance && f.Product == _focus && f.Sentence == sentence && (f.Status & StatementStatus.Negated) == 0);
            if (places.Count > 1 && places.Count == counts.Count && mine.Count > 0 && !sentence.Tokens.Any(t => t.Norm is "or" or "to"))
                Add(utterance, sentence, _focus, new(places.Sum(p => p.Units), places[0].First, places[^1].Next, false));
        }

        private static bool InPlace(TokenList tokens, Count count) =>
            count.Next < tokens.Count && tokens[count.Next].Norm is "in" or "at" or "for" or "by" or "on" or "here" or "there" or "upstairs" or "downstairs";

        /// <summary>"one for each dock, six docks": as many as there are docks, or unknown when nobody counted them.</summary>
        private void AddForEach(Utterance utterance, Sentence sentence, List<string> products, List<Count> counts, int at)
        {
            foreach (var product in products.Where(p => !Found.Exists(f => f.Product == p && f.Agreed && f.Units > 1)))
            {
                if ((Others(counts, at) ?? _lastNumber) is { } places)
                    Add(utterance, sentence, product, counts[at] with { Units = counts[at].Units * places });
            }
        }

        private static int? Others(List<Count> counts, int at) =>
            counts.Where((c, i) => i != at && c.Units > 1 && c.Units != counts[at].Units).Select(c => (int?)c.Units).LastOrDefault();

        /// <summary>"for each gate", "in each", "on every storey", "per truck", after a small count.</summary>
        private static bool IsForEach(TokenList tokens, Count count)
        {
            const int most = 3;
            const int reach = 7;
            if (count.Units > most)
                return false;
            for (var i = count.Next; i < Math.Min(tokens.Count, count.Next + reach); i++)
            {
                if (tokens[i].Norm is "." or "!" or "?")
                    return false;
                if (tokens[i].Norm is "each" or "every" && tokens[i - 1].Norm is "for" or "in" or "at" or "on" or "to" or "by" or "with")
                    return i + 1 >= tokens.Count || tokens[i + 1].Norm is not ("of" or "product" or "one");
            }

            return false;
        }

        private void Add(Utterance utterance, Sentence sentence, string product, Count count)
        {
            var status = Statements.At(sentence, count.First, count.Next);
            var reply = utterance.Side == Side.Seller ? Dialogue.ReplyTo(text, utterance.Index, out _) : Reply.Yes;
            // Who hears the own numbers repeated and does not object has agreed.
            var agreed = reply == Reply.Yes || (reply == Reply.None && !sentence.IsQuestion && IsRecap(utterance, sentence));
            var last = Math.Min(count.Next, sentence.Tokens.Count) - 1;
            Found.Add(new(product, count.Units, sentence.Tokens[count.First].Start, sentence.Tokens[last].End, utterance, sentence, status, agreed));
        }

        private List<string> Bind(Sentence sentence, Count count, int limit, List<ProductMention> named, List<ProductMention> free, Utterance utterance)
        {
            var tokens = sentence.Tokens;
            if (EachAfter(tokens, count.Next, limit) || (count.First > 0 && tokens[count.First - 1].Is("each")))
                return BindEach(tokens, count, limit, named, free);

            var next = count.Next;
            while (next < tokens.Count && (Fillers.Contains(tokens[next].Norm) || UnitWords.Contains(tokens[next].Norm)) && !named.Exists(n => n.FirstToken == next))
                next++;
            if (named.Find(n => n.FirstToken == next) is { } ahead)
            {
                free.Remove(ahead);
                return [ahead.Product];
            }

            if (IsTotal(tokens, count))
                return _named.Count == 1 && _focus is not null && (count.HasUnit || IsBare(tokens, count.Next) || tokens[count.Next].Norm is "in" or "altogether" or "total") ? [_focus] : [];
            if (IsKnownSum(tokens, count))
                return [];

            // "two of those for our office": the pronoun may be followed by more small words.
            var pronoun = next < tokens.Count && next > count.Next && tokens[next].Norm is "them" or "it" or "both";
            for (var i = count.Next; i < next; i++)
                pronoun |= tokens[i].Norm is "these" or "those" or "this" or "that";
            var behind = named.FindLast(n => n.NextToken <= count.First);
            if (count.HasUnit || pronoun)
            {
                if (behind is not null)
                    return [behind.Product];
                // "For three units, X costs …": the product follows, with nothing but a comma and an article between.
                if (!pronoun && named.Find(n => n.FirstToken >= count.Next && n.FirstToken <= count.Next + 4) is { } soon)
                    return [soon.Product];
                return _focus is null ? [] : [_focus];
            }

            if (!IsBare(tokens, next))
                return [];
            if (_askedHowMany && utterance.Speaker != _askedBy)
                return _focus is null ? [] : [_focus];
            // "One, then."
            if (count.First <= 1 && next < tokens.Count && (tokens[next].Norm is "," && next + 1 < tokens.Count && tokens[next + 1].Is("then")) && IsRecap(utterance, sentence))
                return _focus is null ? [] : [_focus];
            // "that is six more, thirty": a number that ends a correction of the count just given.
            var ends = next >= tokens.Count || (next == tokens.Count - 1 && tokens[next].Kind == TokenKind.Symbol);
            if (ends && Found.Count > 0 && Found[^1].Utterance == utterance && count.First > 0 && tokens[count.First - 1].Norm is "so" or ",")
                return [Found[^1].Product];
            var wanted = Acquiring.Find(tokens).Any(m => m.End == count.Next || m.End == count.First + 1);
            return !wanted ? [] : behind is not null ? [behind.Product] : _focus is null ? [] : [_focus];
        }

        private static bool IsBare(TokenList tokens, int next) =>
            next >= tokens.Count || tokens[next].Kind == TokenKind.Symbol || tokens[next].Norm is "right" or "correct" or "please" or "in" or "to" or "for" or "should" or "would" or "and" or "then" or "it" or "at" or "by";

        /// <summary>"the four pieces", "all eight" after two products of two and two: the sum of what is known, not one of them.</summary>
        private bool IsKnownSum(TokenList tokens, Count count)
        {
            if (count.First == 0 || tokens[count.First - 1].Norm is not ("the" or "all" or "these" or "those"))
                return false;
            var newest = Found.Where(f => f.Agreed).GroupBy(f => f.Product).Select(g => g.Last().Units).ToList();
            return newest.Count > 1 && newest.Sum() == count.Units;
        }

        private List<string> BindEach(TokenList tokens, Count count, int limit, List<ProductMention> named, List<ProductMention> free)
        {
            var after = named.FindAll(n => n.FirstToken >= count.Next && n.FirstToken < limit);
            if (after.Count > 0)
                return Take(after);
            var behind = free.FindAll(n => n.NextToken <= count.First);
            if (behind.Count > 1)
                return Take(behind);
            var others = false;
            for (var i = count.Next; i < Math.Min(tokens.Count, count.Next + 6); i++)
                others |= tokens[i].Norm is "other" or "others" or "rest" or "remaining";
            if (!others)
                return _group.Count > 0 ? _group : _focus is null ? [] : [_focus];
            return [.. _group.Where(p => !Found.Exists(f => f.Product == p))];

            List<string> Take(List<ProductMention> mentions)
            {
                free.RemoveAll(mentions.Contains);
                return [.. mentions.Select(m => m.Product).Distinct()];
            }
        }

        private static bool EachAfter(TokenList tokens, int from, int limit)
        {
            const int reach = 4;
            for (var i = from; i < Math.Min(from + reach, Math.Min(limit, tokens.Count)); i++)
            {
                if (tokens[i].Kind == TokenKind.Symbol)
                    return false;
                if (tokens[i].Norm is "each" or "apiece" or "respectively" || (tokens[i].Norm is "both" or "all" or "every" && i > from))
                    return !(i + 1 < tokens.Count && tokens[i + 1].Norm is "day" or "night" or "week" or "month" or "quarter" or "year" or "time");
                // "three nights each month" counts nights.
                if (!Fillers.Contains(tokens[i].Norm) && !UnitWords.Contains(tokens[i].Norm) && tokens[i].Norm is not ("in" or "on" or "at" or "to" or "from" or "with" or "per"))
                    return false;
            }

            return false;
        }

        private List<Count> Counts(Sentence sentence, List<ProductMention> named)
        {
            var tokens = sentence.Tokens;
            var taken = new bool[tokens.Count];
            foreach (var n in named)
                Array.Fill(taken, true, n.FirstToken, n.NextToken - n.FirstToken);
            foreach (var m in Amounts.Find(text.Text, sentence))
                Array.Fill(taken, true, m.FirstToken, m.NextToken - m.FirstToken);
            foreach (var d in Durations.Find(text.Text, sentence))
                Array.Fill(taken, true, d.FirstToken, d.NextToken - d.FirstToken);

            var counts = new List<Count>();
            for (var i = 0; i < tokens.Count; i++)
            {
                if (taken[i] || ReadCount(sentence, named, i) is not { } count)
                    continue;
                counts.Add(count);
                i = count.Next - 1;
            }

            return counts;
        }

        private Count? ReadCount(Sentence sentence, List<ProductMention> named, int i)
        {
            var tokens = sentence.Tokens;
            if (tokens[i].Norm is ['x', _, ..] && int.TryParse(tokens[i].Norm.AsSpan(1), out var times) && times > 0)
                return new(times, i, i + 1, true);
            int units;
            int next;
            switch (tokens[i].Norm)
            {
                case "a" or "an" or "the" when i + 1 < tokens.Count && tokens[i + 1].Norm is "couple" or "pair" or "dozen":
                    return null;
                case "couple" or "pair":
                    (units, next) = (2, i + 1);
                    break;
                case "half" when i + 2 < tokens.Count && tokens[i + 1].Is("a") && tokens[i + 2].Is("dozen"):
                    (units, next) = (6, i + 3);
                    break;
                case "dozen":
                    (units, next) = (12, i + 1);
                    break;
                case "single":
                    (units, next) = (1, i + 1);
                    break;
                case "a" or "an" when named.Exists(n => n.FirstToken == i + 1) && sentence.Tokens.Take(i).Any(t => t.Norm is "and" or ","):
                    return new(1, i, i + 1, false);
                default:
                    if (Numbers.Read(text.Text, tokens, i, out next, out var scaled) is not { } value || (scaled && tokens[i].Kind == TokenKind.Number) || value != Math.Floor(value) || value is < 1 or > 100_000)
                        return null;
                    units = (int)value;
                    break;
            }

            if (IsOtherNumber(tokens, i, next))
                return null;
            var unit = next;
            while (unit < tokens.Count && tokens[unit].Norm is "user" or "additional" or "more" or "separate" or "new" or "full" or "individual" or "extra" or "annual")
                unit++;
            var hasUnit = unit < tokens.Count && UnitWords.Contains(tokens[unit].Norm) && !named.Exists(n => n.FirstToken == unit);
            return new(units, i, hasUnit ? unit + 1 : next, hasUnit);
        }

        private bool IsOtherNumber(TokenList tokens, int i, int next)
        {
            var after = tokens[next - 1].End < text.Text.Length ? text.Text[tokens[next - 1].End] : ' ';
            // "2. Corvus: …" numbers a point of a list.
            if (after is '.' or ')' && text.Text.LastIndexOf('\n', tokens[i].Start) is var line && text.Text.AsSpan(line + 1, tokens[i].Start - line - 1).IsWhiteSpace() && !tokens[i].Norm.Any(char.IsLetter))
                return true;
            if (after is '%' or '/' || (after == ':' && tokens[next - 1].End + 1 < text.Text.Length && char.IsAsciiDigit(text.Text[tokens[next - 1].End + 1])))
                return true;
            if (tokens[i].Is("one") && i > 0 && tokens[i - 1].Is("the") && next < tokens.Count && UnitWords.Contains(tokens[next].Norm))
                return false;
            if (i > 0 && (tokens[i - 1].Norm is "/" or "#" or "version" or "v" or "phase" || (tokens[i].Is("one") && tokens[i - 1].Norm is "this" or "that" or "which" or "each" or "the" or "any" or "no" or "every")))
                return true;
            if (next < tokens.Count && tokens[next].Norm is "%" or "percent" or "day" or "days" or "product" or "products" or "options" or "solutions" or "am" or "pm")
                return true;
            if (tokens[i].Is("one") && next < tokens.Count && tokens[next].Norm is "of" && next + 1 < tokens.Count && tokens[next + 1].Norm is "my" or "our" or "the" or "your")
                return true;
            return false;
        }

        /// <summary>"eight units in total": a total over all products says nothing about any one of them.</summary>
        private static bool IsTotal(TokenList tokens, Count count)
        {
            for (var k = Math.Max(0, count.First - 3); k < Math.Min(tokens.Count, count.Next + 4); k++)
            {
                if (tokens[k].Norm is "total" or "altogether" or "combined" or "overall" || (tokens[k].Is("all") && k > 0 && tokens[k - 1].Is("in") && k > count.First))
                    return true;
            }

            return false;
        }

        private static bool IsRemoved(Sentence sentence, ProductMention product)
        {
            for (var i = Math.Max(0, product.FirstToken - 3); i < product.FirstToken; i++)
            {
                if (Removing.Contains(sentence.Tokens[i].Norm) && !Statements.IsNegated(sentence.Tokens, i) && !sentence.IsQuestion)
                    return true;
            }

            // "the printers we don't need any more"
            return !sentence.IsQuestion && NotNeeded.Find(sentence.Tokens).Any(m => m.Start == product.NextToken);
        }
    }
}
