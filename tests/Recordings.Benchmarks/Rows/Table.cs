using System.Globalization;
using System.Text;

namespace Recordings.Benchmarks.Rows;

internal static class Table
{
    public static string Write(IEnumerable<Measurement> measurements)
    {
        var text = new StringBuilder("| | goal: must, excellent | median | min | max |\n| --- | --- | --- | --- | --- |\n");
        foreach (var (name, goal, values) in measurements)
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {goal} | {Text(Median(values))} | {Text(values.Min())} | {Text(values.Max())} |\n");
        return text.ToString();
    }

    private static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static string Text(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}

/// <summary>One row of the table.</summary>
/// <param name="Goal">The required value and the excellent value; empty if the row is for information only.</param>
internal sealed record Measurement(string Name, string Goal, IReadOnlyList<double> Values);
