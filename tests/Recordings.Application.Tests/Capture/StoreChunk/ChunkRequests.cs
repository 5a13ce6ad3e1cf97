using Recordings.Application.Ports;
using Recordings.Domain.Chats;
using Recordings.Domain.Timelines;
using Request = Recordings.Application.Capture.StoreChunk.StoreChunk;

namespace Recordings.Application.Tests.Capture.StoreChunk;

/// <summary>Requests that send the chunk of <see cref="RecordingRows"/>.</summary>
internal static class ChunkRequests
{
    public static readonly ChunkInspection.Audio Audio = new(Chunks.Format, Frames: 8000, PayloadOffset: 44, BlockChecksums: []);

    public static Request Create(Stream? body = null) => new(
        RecordingRows.Workspace, RecordingRows.Chat, TrackName.From("caller"), new SequenceNumber(0), new MediaTime(0),
        ChunkMediaType.Wav, ContentLength: 100, body ?? Stream.Null);
}
