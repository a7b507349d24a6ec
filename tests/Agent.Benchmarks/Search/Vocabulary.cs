using System.Text;

namespace Agent.Benchmarks.Search;

/// <summary>
/// Words as a language has them: half of all that is said are function words, the others follow Zipf's law as Mandelbrot bent it, and a
/// topic has words of its own that are frequent in it and rare elsewhere. The same in every run.
/// </summary>
internal sealed class Vocabulary
{
    public const int Words = 50_000;
    public const int Topics = 200;

    private const int Seed = 5;
    private const int WordsOfTopic = 400;
    private const double FunctionShare = 0.45;
    private const double TopicShare = 0.5;
    // Mandelbrot's shift: the most frequent word of meaning then stands in about every fifth passage, as in real notes.
    private const double Shift = 10;

    private static readonly string[] Function =
        "the and to of a in is that it we for you this on with are be as have will was not they our at by can but your from if or so there what do one about all would more when which their has were out up just them no than then some into any could only other these also how its my over now".Split(' ');

    private static readonly string[] Onsets = "b c d f g h j k l m n p r s t v w br cr dr fl gl gr pl pr sl st tr".Split(' ');
    private static readonly string[] Vowels = "a e i o u a e i o ai ea oo".Split(' ');
    private static readonly string[] Codas = ["", "", "", "n", "r", "l", "m", "t", "k", "rd", "nt"];

    private readonly string[] _words = new string[Words];
    private readonly double[] _general = Cumulated(Words);
    private readonly double[] _ofTopic = Cumulated(WordsOfTopic);
    private readonly int[][] _topics = new int[Topics][];
    private readonly Dictionary<string, int> _numbers;

    public Vocabulary()
    {
        var random = new Random(Seed);
        _numbers = new(Words);
        for (var i = 0; i < Words;)
        {
            var word = Word(random, i < 2_000 ? 2 : 3);
            if (_numbers.TryAdd(word, i))
                _words[i++] = word;
        }

        for (var t = 0; t < Topics; t++)
            _topics[t] = [.. Enumerable.Range(0, WordsOfTopic).Select(_ => random.Next(200, Words))];
    }

    /// <summary>Looks words up without making strings of them.</summary>
    public Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Numbers => _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Writes sentences about two topics.</summary>
    public void Write(StringBuilder text, Random random, int topic, int other, int words)
    {
        for (var (i, end) = (0, random.Next(7, 18)); i < words; i++, end--)
        {
            var word = random.NextDouble() < FunctionShare ? Function[(int)(Function.Length * Math.Pow(random.NextDouble(), 2))] : Meaning(random, random.Next(4) == 0 ? other : topic);
            if (end == 0)
                (text[^1], end) = ('.', random.Next(7, 18));
            if (text.Length > 0 && text[^1] == '.')
                text.Append(' ');
            text.Append(word).Append(' ');
        }

        text[^1] = '.';
    }

    private string Meaning(Random random, int topic) =>
        _words[random.NextDouble() < TopicShare ? _topics[topic][Pick(_ofTopic, random)] : Pick(_general, random)];

    private static string Word(Random random, int syllables)
    {
        var word = "";
        for (var s = 0; s < syllables; s++)
            word += Onsets[random.Next(Onsets.Length)] + Vowels[random.Next(Vowels.Length)] + (s == syllables - 1 ? Codas[random.Next(Codas.Length)] : "");
        return word;
    }

    private static double[] Cumulated(int count)
    {
        var sums = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++)
            sums[i] = sum += 1 / (i + 1 + Shift);
        for (var i = 0; i < count; i++)
            sums[i] /= sum;
        return sums;
    }

    private static int Pick(double[] cumulated, Random random)
    {
        var at = Array.BinarySearch(cumulated, random.NextDouble());
        return Math.Min(at < 0 ? ~at : at, cumulated.Length - 1);
    }
}
