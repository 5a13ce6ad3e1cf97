using FluentValidation;

namespace Recordings.Application.Administration.SetRecording;

internal sealed class SetRecordingValidator : AbstractValidator<SetRecording>
{
    public SetRecordingValidator() => RuleFor(message => message.Workspace).IsWorkspaceId();
}
