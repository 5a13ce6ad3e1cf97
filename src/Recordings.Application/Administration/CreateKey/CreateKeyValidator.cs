using FluentValidation;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;

namespace Recordings.Application.Administration.CreateKey;

internal sealed class CreateKeyValidator : AbstractValidator<CreateKey>
{
    private const int MaxDays = 36_500;

    public CreateKeyValidator()
    {
        RuleFor(message => message.Workspace).IsWorkspaceId();
        RuleFor(message => message.Member).Must(MemberId.IsValid)
            .WithMessage($"A member id is 1 to {MemberId.MaxLength} characters without control characters.");
        RuleFor(message => message.Scopes)
            .Must(text => ScopeWords.Split(text) is { Length: > 0 } words && words.All(word => ScopeNames.TryParse(word, out _)))
            .WithMessage("Scopes are words of chats:read, chats:write and chats:admin, separated by spaces.");
        RuleFor(message => message.ExpiresInDays).InclusiveBetween(1, MaxDays);
    }
}
