using FluentValidation;

namespace Recordings.Application.Capture.StoreChunk;

internal sealed class StoreChunkValidator : AbstractValidator<StoreChunk>
{
    public StoreChunkValidator()
    {
        RuleFor(message => message.ChatId).IsChatId();
        RuleFor(message => message.Track).IsTrackName();
        RuleFor(message => message.Sequence).IsSequence();
        RuleFor(message => message.StartMs).IsMediaTime();
    }
}
