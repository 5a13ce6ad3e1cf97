using System.Data.Common;
using Recordings.Domain.Recordings;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Sql;

/// <summary>Collects the rows of one call's chunks, in order of track and sequence, and makes their outline. It keeps 24 bytes of a row.</summary>
/// <param name="chunkCount">The expected number of rows.</param>
/// <param name="summarize">Whether the rows have the columns of the summary.</param>
internal sealed class OutlineRows(int chunkCount, bool summarize) : IDisposable
{
    public const string Columns = "track, sequence, start_ns, frames, sample_rate";
    public const string SummaryColumns = "content_type, channels, checksum";

    private readonly OutlineBuilder _outline = new(chunkCount);
    private readonly FingerprintBuilder? _fingerprint = summarize ? new() : null;

    public void Add(DbDataReader row)
    {
        var track = ChunkRow.TrackOf(row.GetString(0), _outline.LastTrack);
        var chunk = new ChunkTiming(
            new MediaTime(row.GetInt64(2)), row.GetInt64(3), row.GetInt32(1), SampleRate.FromHertz(row.GetInt32(4)));
        _outline.Add(track, chunk);
        _fingerprint?.Add(
            track, chunk.Sequence, chunk.Start, row.GetString(5), chunk.Rate, row.GetInt32(6), row.GetFieldValue<byte[]>(7));
    }

    /// <summary>Null when there was no row. Call it once.</summary>
    public RecordingOutline? Build()
    {
        if (_outline.Build() is not { } timeline)
            return null;

        var summary = _fingerprint is null ? null : new RecordingSummary(_fingerprint.Finish(), timeline.Rate, timeline.Frames);
        return new RecordingOutline(timeline, summary);
    }

    public void Dispose()
    {
        _outline.Dispose();
        _fingerprint?.Dispose();
    }
}
