using MediatR;
using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;

namespace Recordings.Application.Administration.CreateKey;

internal sealed class CreateKeyHandler(ICredentials credentials, TimeProvider time) : IRequestHandler<CreateKey, Result<CreatedKey>>
{
    public async Task<Result<CreatedKey>> Handle(CreateKey request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var text = ApiKeyText.New();
        var key = new ApiKey(
            KeyId: $"key_{Guid.NewGuid():N}",
            Shape.ToWorkspaceId(request.Workspace),
            MemberId.Of(request.Member),
            [.. ScopeWords.Split(request.Scopes).Select(ScopeOf).Distinct()],
            CreatedAt: now,
            ExpiresAt: request.ExpiresInDays is { } days ? now.AddDays(days) : null,
            RevokedAt: null);

        return await credentials.AddAsync(key, ApiKeyText.Digest(text), cancellationToken)
            ? new CreatedKey(key, text)
            : new Failure(FailureCode.WorkspaceNotFound, $"There is no workspace {request.Workspace}.");
    }

    private static Scope ScopeOf(string word) => ScopeNames.TryParse(word, out var scope) ? scope : throw new ArgumentException("Not a scope.", nameof(word));
}
