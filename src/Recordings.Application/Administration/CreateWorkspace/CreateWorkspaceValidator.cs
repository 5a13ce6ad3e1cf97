using FluentValidation;

namespace Recordings.Application.Administration.CreateWorkspace;

internal sealed class CreateWorkspaceValidator : AbstractValidator<CreateWorkspace>
{
    private const int MaxNameLength = 200;

    public CreateWorkspaceValidator()
    {
        RuleFor(message => message.Name)
            .Must(name => name.Length is >= 1 and <= MaxNameLength && !name.Any(char.IsControl))
            .WithMessage($"A name is 1 to {MaxNameLength} characters without control characters.");
        When(message => message.Uuid is not null, () => RuleFor(message => message.Uuid).IsWorkspaceId());
    }
}
