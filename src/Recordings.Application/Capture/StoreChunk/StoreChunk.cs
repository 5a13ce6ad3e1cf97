using MediatR;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Capture.StoreChunk;

/// <summary>Stores one chunk of a call's audio.</summary>
/// <param name="Body">Read at most once, forward only.</param>
/// <param name="ContentLength">When the sender announced it.</param>
public sealed record StoreChunk(
    WorkspaceId Workspace, string ChatId, string Track, string Sequence, string? StartMs,
    string? ContentType, long? ContentLength, Stream Body) : IRequest<Result<StoredChunk>>;

/// <param name="Created">False when the same chunk was there already.</param>
public sealed record StoredChunk(Chunk Chunk, bool Created);
