namespace Recordings.Domain.Audio;

/// <summary>A chunk's interval on the recording's timeline, and the run it is part of.</summary>
internal readonly record struct PlacedChunk(Run Run, int Sequence, FrameRange Frames) : IComparable<PlacedChunk>
{
    /// <summary>What is heard over what (timeline rule 5): the greater is heard.</summary>
    public int CompareTo(PlacedChunk other)
    {
        var byStart = Frames.Start.CompareTo(other.Frames.Start);
        return byStart != 0 ? byStart : Sequence.CompareTo(other.Sequence);
    }
}
