namespace Recordings.Benchmarks.Rows;

/// <summary>One line of the table.</summary>
/// <param name="Goal">What it must reach and what would be excellent; empty where it is for information.</param>
internal sealed record Measurement(string Name, string Goal, IReadOnlyList<double> Values);
