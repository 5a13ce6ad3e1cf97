using System.Data.Common;
using System.Runtime.InteropServices;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Sql;

/// <summary>Converts a row of the table chunks to a chunk, and a chunk to the parameters of a row.</summary>
internal static class ChunkRow
{
    public const string Columns = """
        track, sequence, start_ns, content_type, encoding, sample_rate, channels, frames, checksum, object_key, payload_offset, block_checksums
        """;

    public static Chunk Read(DbDataReader row) => new Reader().Read(row);

    public static object Parameters(ChatKey chat, Chunk chunk) => new
    {
        chat = chat.Value,
        track = chunk.Track.Value,
        sequence = chunk.Sequence,
        startNs = chunk.Start.Nanoseconds,
        contentType = chunk.ContentType,
        encoding = chunk.Format.Encoding.ToString(),
        sampleRate = chunk.Format.Rate.Hertz,
        channels = chunk.Format.Channels,
        frames = chunk.Frames,
        checksum = chunk.Checksum.ToArray(),
        objectKey = chunk.Payload.ObjectKey,
        payloadOffset = chunk.Payload.Offset,
        blockChecksums = MemoryMarshal.AsBytes(chunk.Payload.BlockChecksums.Span).ToArray(),
    };

    /// <summary>Reads many rows. Names, types and formats that are equal to those of the row before are shared, not repeated in memory.</summary>
    public sealed class Reader
    {
        private TrackName? _track;
        private string _contentType = "";
        private AudioFormat? _format;
        private ChunkPayload? _payload;

        public Chunk Read(DbDataReader row) => new()
        {
            Track = _track = TrackOf(row.GetString(0), _track),
            Sequence = row.GetInt32(1),
            Start = new MediaTime(row.GetInt64(2)),
            ContentType = _contentType = row.GetString(3) is var type && type == _contentType ? _contentType : type,
            Format = _format = FormatOf(row),
            Frames = row.GetInt64(7),
            Checksum = new Sha256(row.GetFieldValue<byte[]>(8)),
            Payload = _payload = new ChunkPayload(
                row.GetString(9), row.GetInt64(10), MemoryMarshal.Cast<byte, uint>(row.GetFieldValue<byte[]>(11)).ToArray(), _payload),
        };

        private AudioFormat FormatOf(DbDataReader row)
        {
            var format = new AudioFormat(
                Enum.Parse<SampleEncoding>(row.GetString(4)), SampleRate.FromHertz(row.GetInt32(5)), row.GetInt32(6));
            return format == _format ? _format : format;
        }
    }

    /// <summary>The name; the last one if it is equal.</summary>
    public static TrackName TrackOf(string text, TrackName? last) => last?.Value == text ? last : TrackName.From(text);
}
