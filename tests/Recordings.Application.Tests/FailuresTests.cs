using Recordings.Domain.Access;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Tests;

public sealed class FailuresTests
{
    /// <summary>Codes of routes that the document leaves out: links, the command line, and paths that do not exist.</summary>
    private static readonly FailureCode[] Undocumented =
    [
        FailureCode.LinkInvalid, FailureCode.LinkExpired, FailureCode.LinkRevoked, FailureCode.RouteNotFound,
        FailureCode.MethodNotAllowed, FailureCode.WorkspaceNotFound, FailureCode.WorkspaceExists, FailureCode.KeyNotFound,
    ];

    [Test]
    public void Describe_DocumentedCode_IsASentence([ValueSource(nameof(Documented))] FailureCode code) =>
        Assert.That(Failures.Describe(code), Does.Match(@"^[A-Z].+\.$"));

    [Test]
    public void Describe_UndocumentedCode_Throws([ValueSource(nameof(Undocumented))] FailureCode code) =>
        Assert.That(() => Failures.Describe(code), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(Availability.Ready, null)]
    [TestCase(Availability.RecordingDisabled, FailureCode.RecordingDisabled)]
    [TestCase(Availability.NotAVoiceChat, FailureCode.NotAVoiceChat)]
    [TestCase(Availability.CallInProgress, FailureCode.CallInProgress)]
    [TestCase(Availability.NoAudio, FailureCode.NoAudio)]
    public void Find_Availability_IsWhyThereIsNoAudio(Availability availability, FailureCode? expected) =>
        Assert.That(Failures.Find(availability)?.Code, Is.EqualTo(expected));

    [Test]
    public void Find_Availability_KnowsEveryValue([Values] Availability availability) =>
        Assert.That(() => Failures.Find(availability), Throws.Nothing);

    [TestCase(DescriptionDecision.Allowed, null)]
    [TestCase(DescriptionDecision.SelfAdmission, FailureCode.SelfAdmission)]
    [TestCase(DescriptionDecision.KindConflict, FailureCode.KindConflict)]
    public void Find_Decision_IsWhyTheDescriptionStays(DescriptionDecision decision, FailureCode? expected) =>
        Assert.That(Failures.Find(decision)?.Code, Is.EqualTo(expected));

    [Test]
    public void RetryAfter_TemporaryFailure_IsSet([ValueSource(nameof(Temporary))] Failure failure) =>
        Assert.That(failure.RetryAfter, Is.GreaterThan(TimeSpan.Zero));

    [Test]
    public void RetryAfter_LastingFailure_IsNotSet([ValueSource(nameof(Lasting))] Failure failure) =>
        Assert.That(failure.RetryAfter, Is.Null);

    [Test]
    public void RateLimited_RetryAfter_IsTheGivenTime() =>
        Assert.That(Failures.RateLimited(TimeSpan.FromSeconds(7)).RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(7)));

    [TestCase(Scope.Read, "chats:read")]
    [TestCase(Scope.Write, "chats:write")]
    [TestCase(Scope.Admin, "chats:admin")]
    public void InsufficientScope_NeededScope_IsNamed(Scope scope, string name)
    {
        var failure = Failures.InsufficientScope(scope);

        Assert.That((failure.NeededScope, failure.Detail.Contains(name, StringComparison.Ordinal)), Is.EqualTo(((Scope?)scope, true)));
    }

    [Test]
    public void Invalid_OneField_HasItsRule() =>
        Assert.That(
            Failures.Invalid("ended_at", "Too early.").Errors,
            Is.EqualTo(new Dictionary<string, string[]> { ["ended_at"] = ["Too early."] }));

    [TestCase(360_000_000_000_000_000 - 1, false)]
    [TestCase(360_000_000_000_000_000, true)]
    public void CallTooLong_StartOf100000Hours_HintsAtTheEpoch(long nanoseconds, bool hints) =>
        Assert.That(
            Failures.CallTooLong(new MediaTime(nanoseconds), 24).Detail.Contains("1970", StringComparison.Ordinal), Is.EqualTo(hints));

    private static IEnumerable<FailureCode> Documented() => Enum.GetValues<FailureCode>().Except(Undocumented);

    private static IEnumerable<Failure> Temporary() =>
    [
        Failures.Find(Availability.CallInProgress)!, Failures.AssemblyInProgress, Failures.StorageUnavailable, Failures.StoredFileTooShort,
        Failures.DatabaseUnavailable, Failures.AuthorityUnavailable, Failures.AuditUnavailable, Failures.TooManyLargeBodies,
    ];

    private static IEnumerable<Failure> Lasting() =>
    [
        Failures.Find(Availability.NoAudio)!, Failures.Find(Availability.RecordingDisabled)!, Failures.Find(Availability.NotAVoiceChat)!,
        Failures.ChatNotFound(RecordingRows.Chat), Failures.PrivateChat, Failures.CaptureDisabled, Failures.LinkExpired,
        Failures.InvalidToken, Failures.RecordingDamaged(RecordingRows.Chunk), Failures.InternalError,
    ];
}
