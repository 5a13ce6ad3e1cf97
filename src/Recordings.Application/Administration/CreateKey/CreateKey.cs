using MediatR;
using Recordings.Application.Ports;

namespace Recordings.Application.Administration.CreateKey;

/// <param name="Scopes">Words of chats:read, chats:write and chats:admin, separated by spaces.</param>
/// <param name="ExpiresInDays">Never when absent.</param>
public sealed record CreateKey(string Workspace, string Member, string Scopes, int? ExpiresInDays) : IRequest<Result<CreatedKey>>;

/// <param name="Text">The key itself: shown now and never again.</param>
public sealed record CreatedKey(ApiKey Key, string Text);
