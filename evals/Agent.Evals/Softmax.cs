using System.Numerics.Tensors;

namespace Agent.Evals;

/// <summary>A row with few values that are not zero.</summary>
/// <param name="Columns">Columns of the values.</param>
/// <param name="Values">The values.</param>
internal sealed record SparseRow(int[] Columns, float[] Values);

/// <summary>
/// Multinomial logistic regression with an L2 penalty, fitted by L-BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.5):
/// no step size to choose and no order of rows, so the same rows give the same weights.
/// </summary>
internal sealed class Softmax
{
    private const int MostSteps = 40;
    private const int Memory = 6;
    private const int MostHalvings = 15;
    private const double EnoughDecrease = 1e-4;

    private readonly int _classes;
    private readonly int _columns;
    private readonly double[] _weights;

    private Softmax(int classes, int columns, double[] weights) => (_classes, _columns, _weights) = (classes, columns, weights);

    /// <summary>Fits on rows with their classes.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="labels">Class of each row, from 0.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="cost">Weight of the likelihood against the penalty.</param>
    public static Softmax Fit(IReadOnlyList<SparseRow> rows, IReadOnlyList<int> labels, int classes, int columns, double cost)
    {
        var weights = new double[(columns + 1) * classes];
        var model = new Softmax(classes, columns, weights);
        model.Minimize((at, gradient) => model.Loss(rows, labels, cost, at, gradient));
        return model;
    }

    /// <summary>Weight of a column for a class.</summary>
    public double Weight(int column, int label) => _weights[(column * _classes) + label];

    /// <summary>Constant of a class.</summary>
    public double Bias(int label) => _weights[(_columns * _classes) + label];

    private double Loss(IReadOnlyList<SparseRow> rows, IReadOnlyList<int> labels, double cost, double[] at, double[] gradient)
    {
        var biases = _columns * _classes;
        at.CopyTo(gradient, 0);
        Array.Clear(gradient, biases, _classes);
        var loss = TensorPrimitives.SumOfSquares<double>(at.AsSpan(0, biases)) / 2;
        var p = new double[_classes];
        for (var r = 0; r < rows.Count; r++)
        {
            var (columns, values) = (rows[r].Columns, rows[r].Values);
            for (var k = 0; k < p.Length; k++)
                p[k] = at[biases + k];
            for (var j = 0; j < columns.Length; j++)
            {
                for (var k = 0; k < p.Length; k++)
                    p[k] += at[(columns[j] * _classes) + k] * values[j];
            }

            TensorPrimitives.SoftMax(p, p);
            loss -= cost * Math.Log(Math.Max(1e-300, p[labels[r]]));
            p[labels[r]] -= 1;
            for (var k = 0; k < p.Length; k++)
            {
                p[k] *= cost;
                gradient[biases + k] += p[k];
            }

            for (var j = 0; j < columns.Length; j++)
            {
                for (var k = 0; k < p.Length; k++)
                    gradient[(columns[j] * _classes) + k] += p[k] * values[j];
            }
        }

        return loss;
    }

    private void Minimize(Func<double[], double[], double> evaluate)
    {
        var size = _weights.Length;
        var (gradient, nextGradient, next, direction) = (new double[size], new double[size], new double[size], new double[size]);
        var history = new List<(double[] Step, double[] Turn, double Inverse)>();
        var value = evaluate(_weights, gradient);
        for (var step = 0; step < MostSteps; step++)
        {
            Direct(history, gradient, direction);
            var slope = -TensorPrimitives.Dot<double>(direction, gradient);
            var (length, reached, halvings) = (1.0, 0.0, 0);
            for (; halvings < MostHalvings; halvings++, length /= 2)
            {
                TensorPrimitives.MultiplyAdd(direction, -length, _weights, next);
                reached = evaluate(next, nextGradient);
                if (reached <= value + (EnoughDecrease * length * slope))
                    break;
            }

            if (halvings == MostHalvings)
                return;
            var (moved, turned) = (new double[size], new double[size]);
            TensorPrimitives.Subtract(next, _weights, moved);
            TensorPrimitives.Subtract(nextGradient, gradient, turned);
            if (TensorPrimitives.Dot<double>(moved, turned) is var curvature and > 1e-10)
                history.Add((moved, turned, 1 / curvature));
            if (history.Count > Memory)
                history.RemoveAt(0);
            next.CopyTo(_weights, 0);
            (gradient, nextGradient) = (nextGradient, gradient);
            if (value - reached < EnoughDecrease * Math.Abs(reached))
                return;
            value = reached;
        }
    }

    private static void Direct(List<(double[] Step, double[] Turn, double Inverse)> history, double[] gradient, double[] direction)
    {
        gradient.CopyTo(direction, 0);
        var shares = new double[history.Count];
        for (var i = history.Count - 1; i >= 0; i--)
        {
            shares[i] = history[i].Inverse * TensorPrimitives.Dot<double>(history[i].Step, direction);
            TensorPrimitives.MultiplyAdd(history[i].Turn, -shares[i], direction, direction);
        }

        var scale = history.Count > 0 ? 1 / (history[^1].Inverse * TensorPrimitives.SumOfSquares<double>(history[^1].Turn)) : 1 / Math.Max(1, TensorPrimitives.Norm<double>(gradient));
        TensorPrimitives.Multiply(direction, scale, direction);
        for (var i = 0; i < history.Count; i++)
        {
            var share = shares[i] - (history[i].Inverse * TensorPrimitives.Dot<double>(history[i].Turn, direction));
            TensorPrimitives.MultiplyAdd(history[i].Step, share, direction, direction);
        }
    }
}
