using Recordings.Application.Capture.OpenCall;
using Recordings.Domain.Access;
using Request = Recordings.Application.Capture.OpenCall.OpenCall;

namespace Recordings.Application.Tests.Capture.OpenCall;

internal static class OpenCallRequests
{
    public static Request Valid { get; } = new(
        RecordingRows.Workspace, RecordingRows.Chat, Callers.Create(scope: Scope.Write), "web_voice", Kind: null, OwnerMemberId: null,
        "2026-03-01T10:30:00+01:00", [new ReportedParticipant("agent-1", "agent", "agent")]);
}
