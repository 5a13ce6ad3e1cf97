namespace Recordings.Domain.Audio;

/// <summary>One chunk within a run.</summary>
/// <param name="Chunk">The chunk, of the run's own rate.</param>
/// <param name="FirstFrame">The frame of the run, at its own rate, at which the chunk begins.</param>
public readonly record struct RunPart(Chunk Chunk, long FirstFrame);
