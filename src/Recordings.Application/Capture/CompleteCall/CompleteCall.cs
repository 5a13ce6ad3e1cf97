using MediatR;
using Recordings.Domain.Chats;

namespace Recordings.Application.Capture.CompleteCall;

/// <summary>Says that the call has ended. The first end stands; late chunks are still accepted.</summary>
public sealed record CompleteCall(WorkspaceId Workspace, string ChatId, string? EndedAt) : IRequest<Result<CapturedCall>>;
