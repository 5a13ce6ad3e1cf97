using FluentValidation;
using Recordings.Domain.Chats;

namespace Recordings.Application.Capture.OpenCall;

internal sealed class OpenCallValidator : AbstractValidator<OpenCall>
{
    private const int MaxParticipants = 1000;
    private const int MaxRoleLength = 64;

    public OpenCallValidator()
    {
        RuleFor(message => message.Channel).Must(text => CallVocabulary.TryChannel(text, out _))
            .WithMessage("Required: one of phone_voice, web_voice, sms, web_chat, email.");
        RuleFor(message => message.Kind).Must(text => CallVocabulary.TryKind(text, out _))
            .WithMessage("Must be one of standard, manager_owned, direct_message.");
        RuleFor(message => message.OwnerMemberId).Must(text => text is null || MemberId.IsValid(text))
            .WithMessage(RequestRules.Member);
        RuleFor(message => message.OwnerMemberId).NotNull()
            .When(message => CallVocabulary.TryKind(message.Kind, out var kind) && kind is ChatKind.ManagerOwned)
            .WithMessage("A manager-owned chat needs an owner.");
        RuleFor(message => message.StartedAt).IsTimestamp();
        RuleFor(message => message.Participants).Must(list => list is not { Count: > MaxParticipants })
            .WithMessage($"At most {MaxParticipants} participants.");
        RuleForEach(message => message.Participants).NotNull().WithMessage("Must be an object.").ChildRules(participant =>
        {
            participant.RuleFor(one => one!.MemberId).Must(MemberId.IsValid)
                .WithMessage($"Required. {RequestRules.Member}");
            participant.RuleFor(one => one!.Role)
                .Must(text => text is null || (text.Length is >= 1 and <= MaxRoleLength && !text.Any(char.IsControl)))
                .WithMessage($"A role is 1 to {MaxRoleLength} characters without control characters.");
            participant.RuleFor(one => one!.Track).Must(text => text is null || TrackName.IsValid(text))
                .WithMessage(RequestRules.Track);
        });
    }
}
