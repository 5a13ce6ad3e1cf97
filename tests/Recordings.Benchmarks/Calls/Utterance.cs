namespace Recordings.Benchmarks.Calls;

/// <summary>One chunk of the plan, in milliseconds.</summary>
internal readonly record struct Utterance(int Track, int Start, int Length);
