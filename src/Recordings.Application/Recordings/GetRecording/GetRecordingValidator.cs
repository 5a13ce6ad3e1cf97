using FluentValidation;

namespace Recordings.Application.Recordings.GetRecording;

internal sealed class GetRecordingValidator : AbstractValidator<GetRecording>
{
    public GetRecordingValidator() => RuleFor(message => message.ChatId).IsChatId();
}
