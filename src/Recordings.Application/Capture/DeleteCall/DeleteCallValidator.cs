using FluentValidation;

namespace Recordings.Application.Capture.DeleteCall;

internal sealed class DeleteCallValidator : AbstractValidator<DeleteCall>
{
    public DeleteCallValidator() => RuleFor(message => message.ChatId).IsChatId();
}
