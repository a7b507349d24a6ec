namespace Agent.Core.Insight.Health;

/// <summary>Logistic regression with an L2 penalty, fitted by Newton's method (iteratively reweighted least squares).</summary>
/// <param name="Weights">The intercept, then one weight a column of the standardized input.</param>
internal sealed record LogisticRegression(double[] Weights)
{
    private const int MostSteps = 30;
    private const double SmallStep = 1e-8;

    /// <summary>Fits on rows of standardized values; the intercept carries no penalty, so that the mean stays calibrated.</summary>
    public static LogisticRegression Fit(double[][] rows, bool[] won, double l2 = 1)
    {
        var size = rows[0].Length + 1;
        var model = new LogisticRegression(new double[size]);
        for (var step = 0; step < MostSteps; step++)
        {
            var gradient = new double[size];
            var hessian = new double[size, size];
            for (var r = 0; r < rows.Length; r++)
                Accumulate(rows[r], (won[r] ? 1 : 0) - model.Predict(rows[r]), model.Predict(rows[r]), gradient, hessian);
            for (var i = 1; i < size; i++)
            {
                gradient[i] -= l2 * model.Weights[i];
                hessian[i, i] += l2;
            }

            // The intercept's own curvature vanishes when all rows are predicted with certainty.
            hessian[0, 0] += SmallStep;
            var change = Solve(hessian, gradient);
            for (var i = 0; i < size; i++)
                model.Weights[i] += change[i];
            if (change.Max(Math.Abs) < SmallStep)
                break;
        }

        return model;
    }

    /// <summary>Probability, 0 to 1.</summary>
    public double Predict(double[] row)
    {
        var logit = Weights[0];
        for (var i = 0; i < row.Length; i++)
            logit += Weights[i + 1] * row[i];
        return 1 / (1 + Math.Exp(-logit));
    }

    private static void Accumulate(double[] row, double error, double predicted, double[] gradient, double[,] hessian)
    {
        var weight = predicted * (1 - predicted);
        for (var i = 0; i < gradient.Length; i++)
        {
            var left = i == 0 ? 1 : row[i - 1];
            gradient[i] += error * left;
            for (var j = 0; j < gradient.Length; j++)
                hessian[i, j] += weight * left * (j == 0 ? 1 : row[j - 1]);
        }
    }

    // Gaussian elimination; the matrix is positive definite, so no row exchange is needed.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        for (var pivot = 0; pivot < size; pivot++)
        {
            for (var row = pivot + 1; row < size; row++)
            {
                var factor = matrix[row, pivot] / matrix[pivot, pivot];
                for (var column = pivot; column < size; column++)
                    matrix[row, column] -= factor * matrix[pivot, column];
                right[row] -= factor * right[pivot];
            }
        }

        var solution = new double[size];
        for (var row = size - 1; row >= 0; row--)
        {
            var rest = right[row];
            for (var column = row + 1; column < size; column++)
                rest -= matrix[row, column] * solution[column];
            solution[row] = rest / matrix[row, row];
        }

        return solution;
    }
}
