using MediatR;
using Recordings.Domain.Chats;

namespace Recordings.Application.Capture.DeleteCall;

/// <summary>Removes a call's chunks, objects and rows. Doing it again, or where there never was one, is the same.</summary>
public sealed record DeleteCall(WorkspaceId Workspace, string ChatId) : IRequest<Result<DeletedCall>>;

public sealed record DeletedCall(ChatId Chat);
