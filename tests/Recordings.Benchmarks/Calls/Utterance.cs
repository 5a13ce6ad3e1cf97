namespace Recordings.Benchmarks.Calls;

/// <summary>One chunk of a conversation's plan; times in milliseconds.</summary>
internal readonly record struct Utterance(int Track, int Start, int Length);
