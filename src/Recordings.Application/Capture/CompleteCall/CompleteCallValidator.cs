using FluentValidation;

namespace Recordings.Application.Capture.CompleteCall;

internal sealed class CompleteCallValidator : AbstractValidator<CompleteCall>
{
    public CompleteCallValidator()
    {
        RuleFor(message => message.ChatId).IsChatId();
        RuleFor(message => message.EndedAt).IsTimestamp();
    }
}
