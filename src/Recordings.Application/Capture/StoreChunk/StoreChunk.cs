using MediatR;
using Recordings.Domain.Chats;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Capture.StoreChunk;

/// <summary>Stores one chunk of a call's audio.</summary>
/// <param name="Start">From the call's start.</param>
/// <param name="Type">Null when the Content-Type is absent or not supported.</param>
/// <param name="ContentLength">In bytes; null when the request has no Content-Length.</param>
/// <param name="Body">Read at most once, forward only.</param>
public sealed record StoreChunk(
    WorkspaceId Workspace, ChatId Chat, TrackName Track, SequenceNumber Sequence, MediaTime Start,
    ChunkMediaType? Type, long? ContentLength, Stream Body) : IRequest<Result<StoredChunk>>
{
    /// <summary>True for a body with a content coding, such as gzip: its bytes are not the audio.</summary>
    public bool IsCoded { get; init; }
}

/// <param name="Created">False when the same chunk was stored before.</param>
public sealed record StoredChunk(Chunk Chunk, bool Created);
