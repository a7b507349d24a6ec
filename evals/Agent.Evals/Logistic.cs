namespace Agent.Evals;

/// <summary>
/// Logistic regression of two classes with an L2 penalty, fitted in the dual by coordinate descent (Yu, Huang and Lin, Dual coordinate
/// descent methods for logistic regression and maximum entropy models, Machine Learning 85, 2011, algorithm 5): a tenth of the time that
/// <see cref="Softmax"/> takes where rows are long and many. The order of rows is shuffled by a fixed seed, so the same rows give the same weights.
/// </summary>
internal sealed class Logistic
{
    private const int MostRounds = 30;
    private const int MostNewtonSteps = 20;
    private const double Tolerance = 0.02;

    // Newton steps end here at first, and earlier once few rows still move.
    private const double FirstInner = 1e-2;
    private const double LastInner = 1e-8;
    private const int FewRows = 10;

    // A step that would leave the range goes this part of the way to its edge.
    private const double Back = 0.1;

    // The constant is penalized as well; as a column of this value hardly.
    private const double BiasValue = 3;

    private readonly double[] _weights;

    private Logistic(double[] weights) => _weights = weights;

    /// <summary>The constant.</summary>
    public double Bias => _weights[^1] * BiasValue;

    /// <summary>Weight of a column.</summary>
    public double Weight(int column) => _weights[column];

    /// <summary>Fits on rows with their classes.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="cost">Weight of the likelihood against the penalty.</param>
    /// <param name="columns">Number of columns.</param>
    public static Logistic Fit(IReadOnlyList<SparseRow> rows, IReadOnlyList<bool> labels, double cost, int columns)
    {
        var model = new Logistic(new double[columns + 1]);
        var (alpha, squares, order) = (new double[rows.Count], new double[rows.Count], Enumerable.Range(0, rows.Count).ToArray());
        for (var i = 0; i < rows.Count; i++)
        {
            // Near nothing, but not nothing, where the logarithm ends.
            alpha[i] = Math.Min(0.001 * cost, 1e-8);
            squares[i] = BiasValue * BiasValue;
            foreach (var value in rows[i].Values)
                squares[i] += value * value;
            model.Add(rows[i], labels[i] ? alpha[i] : -alpha[i]);
        }

        var random = new Random(1);
        var inner = FirstInner;
        for (var round = 0; round < MostRounds; round++)
        {
            random.Shuffle(order);
            var (farthest, steps) = (0.0, 0);
            foreach (var i in order)
                steps += model.Improve(rows[i], labels[i] ? 1 : -1, cost, squares[i], inner, ref alpha[i], ref farthest);
            if (farthest < Tolerance)
                break;
            if (steps <= rows.Count / FewRows)
                inner = Math.Max(LastInner, inner * Back);
        }

        return model;
    }

    /// <summary>Newton steps along one coordinate of the dual.</summary>
    private int Improve(SparseRow row, int sign, double cost, double square, double inner, ref double alpha, ref double farthest)
    {
        var margin = sign * Dot(row);
        // Of alpha and its complement the one that the minimum is nearer to zero in, for precision.
        var swap = 0.5 * square * (cost - (2 * alpha)) + margin < 0;
        var old = swap ? cost - alpha : alpha;
        var slope = swap ? -margin : margin;
        var z = cost - old < 0.5 * cost ? Back * old : old;
        var gradient = (square * (z - old)) + slope + Math.Log(z / (cost - z));
        farthest = Math.Max(farthest, Math.Abs(gradient));
        var steps = 0;
        for (; steps <= MostNewtonSteps && Math.Abs(gradient) >= inner; steps++)
        {
            var next = z - (gradient / (square + (cost / (cost - z) / z)));
            z = next <= 0 ? z * Back : next;
            gradient = (square * (z - old)) + slope + Math.Log(z / (cost - z));
        }

        if (steps == 0)
            return 0;
        Add(row, (swap ? -1 : 1) * (z - old) * sign);
        alpha = swap ? cost - z : z;
        return steps;
    }

    private double Dot(SparseRow row)
    {
        var (columns, values) = (row.Columns, row.Values);
        var sum = _weights[^1] * BiasValue;
        for (var j = 0; j < columns.Length; j++)
            sum += _weights[columns[j]] * values[j];
        return sum;
    }

    private void Add(SparseRow row, double times)
    {
        var (columns, values) = (row.Columns, row.Values);
        _weights[^1] += times * BiasValue;
        for (var j = 0; j < columns.Length; j++)
            _weights[columns[j]] += times * values[j];
    }
}
