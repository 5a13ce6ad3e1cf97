using MediatR;
using Recordings.Application.Ports;

namespace Recordings.Application.Administration;

/// <summary>Revokes a key immediately, and with it the links that it created and that the service itself serves.</summary>
public sealed record RevokeKey(string KeyId) : IRequest<Result<RevokedKey>>;

public sealed record RevokedKey(string KeyId, DateTimeOffset RevokedAt);

internal sealed class RevokeKeyHandler(ICredentials credentials, TimeProvider time) : IRequestHandler<RevokeKey, Result<RevokedKey>>
{
    public async Task<Result<RevokedKey>> Handle(RevokeKey request, CancellationToken cancellationToken)
    {
        await credentials.RevokeAsync(request.KeyId, time.GetUtcNow(), cancellationToken);

        return await credentials.FindAsync(request.KeyId, cancellationToken) is { RevokedAt: { } revokedAt }
            ? new RevokedKey(request.KeyId, revokedAt)
            : Failures.KeyNotFound;
    }
}
