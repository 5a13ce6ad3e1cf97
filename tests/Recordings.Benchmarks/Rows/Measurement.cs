namespace Recordings.Benchmarks.Rows;

/// <summary>One row of the table.</summary>
/// <param name="Goal">The required value and the excellent value; empty if the row is for information only.</param>
internal sealed record Measurement(string Name, string Goal, IReadOnlyList<double> Values);
