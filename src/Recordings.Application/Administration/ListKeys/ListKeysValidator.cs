using FluentValidation;

namespace Recordings.Application.Administration.ListKeys;

internal sealed class ListKeysValidator : AbstractValidator<ListKeys>
{
    public ListKeysValidator() => RuleFor(message => message.Workspace).IsWorkspaceId();
}
