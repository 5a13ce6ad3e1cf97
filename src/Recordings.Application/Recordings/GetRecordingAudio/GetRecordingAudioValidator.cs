using FluentValidation;

namespace Recordings.Application.Recordings.GetRecordingAudio;

internal sealed class GetRecordingAudioValidator : AbstractValidator<GetRecordingAudio>
{
    public GetRecordingAudioValidator()
    {
        RuleFor(message => message.ChatId).IsChatId();
        RuleFor(message => message.Download).IsFlag();
    }
}
