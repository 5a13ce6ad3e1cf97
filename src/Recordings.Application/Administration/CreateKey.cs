using FluentValidation;
using MediatR;
using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;

namespace Recordings.Application.Administration;

/// <param name="Scopes">Words of chats:read, chats:write and chats:admin, separated by spaces.</param>
/// <param name="ExpiresInDays">Never when absent.</param>
public sealed record CreateKey(string Workspace, string Member, string Scopes, int? ExpiresInDays) : IRequest<Result<CreatedKey>>;

/// <param name="Text">The key itself: shown now and never again.</param>
public sealed record CreatedKey(ApiKey Key, string Text);

internal sealed class CreateKeyValidator : AbstractValidator<CreateKey>
{
    private const int MaxDays = 36_500;

    public CreateKeyValidator()
    {
        RuleFor(message => message.Workspace).IsWorkspaceId();
        RuleFor(message => message.Member).Must(MemberId.IsValid)
            .WithMessage($"A member id is 1 to {MemberId.MaxLength} characters without control characters.");
        RuleFor(message => message.Scopes)
            .Must(text => ScopeParser.Split(text) is { Length: > 0 } words && words.All(word => ScopeNames.TryParse(word, out _)))
            .WithMessage("Scopes are words of chats:read, chats:write and chats:admin, separated by spaces.");
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
            RequestRules.ToWorkspaceId(request.Workspace),
            MemberId.From(request.Member),
            [.. ScopeParser.Split(request.Scopes).Select(ScopeOf).Distinct()],
            CreatedAt: now,
            ExpiresAt: request.ExpiresInDays is { } days ? now.AddDays(days) : null,
            RevokedAt: null);

        return await credentials.AddAsync(key, ApiKeyText.Digest(text), cancellationToken)
            ? new CreatedKey(key, text)
            : new Failure(FailureCode.WorkspaceNotFound, $"There is no workspace {request.Workspace}.");
    }

    private static Scope ScopeOf(string word) => ScopeNames.TryParse(word, out var scope) ? scope : throw new ArgumentException("Not a scope.", nameof(word));
}

internal static class ScopeParser
{
    public static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
