using MediatR;

namespace Recordings.Application.Administration.RevokeKey;

/// <summary>Ends a key at once, and the links issued with it that the service serves itself.</summary>
public sealed record RevokeKey(string KeyId) : IRequest<Result<RevokedKey>>;

public sealed record RevokedKey(string KeyId, DateTimeOffset RevokedAt);
