using FluentValidation;
using MediatR;
using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Administration;

/// <param name="ExpiresInDays">Null: the key never expires.</param>
public sealed record CreateKey(WorkspaceId Workspace, MemberId Member, IReadOnlyList<Scope> Scopes, int? ExpiresInDays)
    : IRequest<Result<CreatedKey>>;

/// <param name="Text">The secret key. The service cannot show it again.</param>
public sealed record CreatedKey(ApiKey Key, string Text);

internal sealed class CreateKeyValidator : AbstractValidator<CreateKey>
{
    private const int MaxDays = 36_500;

    public CreateKeyValidator()
    {
        RuleFor(message => message.Scopes).NotEmpty();
        RuleFor(message => message.ExpiresInDays).InclusiveBetween(1, MaxDays);
    }
}

internal sealed class CreateKeyHandler(ICredentials credentials, TimeProvider time) : IRequestHandler<CreateKey, Result<CreatedKey>>
{
    public async Task<Result<CreatedKey>> Handle(CreateKey request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var text = ApiKeyText.New();
        var key = new ApiKey(
            KeyId: $"key_{Guid.NewGuid():N}",
            request.Workspace,
            request.Member,
            request.Scopes,
            CreatedAt: now,
            ExpiresAt: request.ExpiresInDays is { } days ? now.AddDays(days) : null,
            RevokedAt: null);
        return await credentials.AddAsync(key, ApiKeyText.Digest(text), cancellationToken)
            ? new CreatedKey(key, text)
            : Failures.WorkspaceNotFound(request.Workspace);
    }
}
