using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Tests.Http;

/// <summary>The credentials of a database that does not answer.</summary>
internal sealed class UnavailableCredentials : ICredentials
{
    public Task<PresentedKey?> FindAsync(Sha256 digest, ChatId? chat, CancellationToken cancellationToken) => throw Fault();

    public Task<ApiKey?> FindAsync(string keyId, CancellationToken cancellationToken) => throw Fault();

    public Task<bool> AddAsync(ApiKey key, Sha256 digest, CancellationToken cancellationToken) => throw Fault();

    public Task<IReadOnlyList<ApiKey>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken) => throw Fault();

    public Task<bool> RevokeAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) => throw Fault();

    private static DependencyUnavailableException Fault() => new(Dependency.Database, null);
}
