using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;
using Recordings.Application.Assembly;
using Recordings.Application.Capture;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Tests.Capture;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CompleteCallTests
{
    private static readonly Recording InProgress = RecordingRows.Create(ended: false, chunks: 0);
    private static readonly Recording Ended = RecordingRows.Create(chunks: 0);

    private readonly MockedPorts _ports = new();
    private readonly List<DateTimeOffset> _written = [];

    public CompleteCallTests() =>
        _ports.Calls.Setup(calls => calls.CompleteAsync(
                RecordingRows.Key, It.IsAny<DateTimeOffset>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .Callback((ChatKey _, DateTimeOffset endedAt, DateTimeOffset _, CancellationToken _) => _written.Add(endedAt));

    [Test]
    public async Task Complete_CallInProgress_WritesTheEnd()
    {
        _ports.AddVersions(InProgress, Ended);

        await CompleteAsync(RecordingRows.EndedAt);

        Assert.That(_written, Is.EqualTo(new[] { RecordingRows.EndedAt }));
    }

    [Test]
    public async Task Complete_CallInProgress_IsTheEndedCall()
    {
        _ports.AddVersions(InProgress, Ended);

        var call = (await CompleteAsync(RecordingRows.EndedAt)).Value!;

        Assert.That((call.Details.Recording, call.Created), Is.EqualTo((Ended, false)));
    }

    [Test]
    public async Task Complete_EndedCall_KeepsTheFirstEnd()
    {
        _ports.AddVersions(Ended);

        var call = (await CompleteAsync(RecordingRows.EndedAt.AddHours(1))).Value!;

        Assert.That((call.Details.Recording.Chat.EndedAt, _written.Count), Is.EqualTo((RecordingRows.EndedAt, 0)));
    }

    [Test]
    public async Task Complete_EndBeforeTheStart_IsAnErrorOfEndedAt()
    {
        _ports.AddVersions(InProgress);

        var result = await CompleteAsync(RecordingRows.StartedAt.AddTicks(-10));

        Assert.That(result.Failure?.Errors?.Keys, Is.EqualTo(new[] { "ended_at" }));
    }

    [Test]
    public async Task Complete_EndBeforeTheStart_WritesNothing()
    {
        _ports.AddVersions(InProgress);

        await CompleteAsync(RecordingRows.StartedAt.AddTicks(-10));

        Assert.That(_written, Is.Empty);
    }

    [Test]
    public async Task Complete_EndAtTheStart_WritesTheEnd()
    {
        _ports.AddVersions(InProgress, Ended);

        await CompleteAsync(RecordingRows.StartedAt);

        Assert.That(_written, Is.EqualTo(new[] { RecordingRows.StartedAt }));
    }

    [Test]
    public async Task Complete_StartChangesInBetween_IsReadAgain()
    {
        var startsLater = RecordingRows.Create(
            ended: false, chunks: 0, description: RecordingRows.Describe(startedAt: RecordingRows.EndedAt.AddMinutes(1)));
        _ports.AddVersions(InProgress, startsLater);

        Assert.That((await CompleteAsync(RecordingRows.EndedAt)).Failure?.Code, Is.EqualTo(FailureCode.ValidationFailed));
    }

    [Test]
    public async Task Complete_UnknownChat_IsChatNotFound() =>
        Assert.That((await CompleteAsync(RecordingRows.EndedAt)).Failure?.Code, Is.EqualTo(FailureCode.ChatNotFound));

    [Test]
    public async Task Complete_DeletedInBetween_IsChatNotFound()
    {
        _ports.AddVersions(InProgress, null);

        Assert.That((await CompleteAsync(RecordingRows.EndedAt)).Failure?.Code, Is.EqualTo(FailureCode.ChatNotFound));
    }

    [TestCase("2026-03-01T09:35:00Z", true)]
    [TestCase(null, false)]
    [TestCase("", false)]
    [TestCase("2026-03-01", false)]
    public void Validate_EndedAt_IsATimestamp(string? endedAt, bool isValid)
    {
        var errors = new CompleteCallValidator().Validate(new CompleteCall(RecordingRows.Workspace, RecordingRows.Chat, endedAt)).Errors;

        Assert.That(errors.Select(error => error.PropertyName), Is.EqualTo(isValid ? [] : new[] { "ended_at" }));
    }

    private async Task<Result<CapturedCall>> CompleteAsync(DateTimeOffset endedAt)
    {
        using var background = new BackgroundAssembly(
            _ports.Recordings.Object, _ports.Store.Object, _ports.Timelines, _ports.Assembler, Options.Create(new AssemblyOptions()),
            _ports.Downloads, _ports.Time, NullLogger<BackgroundAssembly>.Instance);
        var handler = new CompleteCallHandler(
            _ports.Recordings.Object, _ports.Calls.Object, _ports.Describer, background, _ports.Time);
        return await handler.Handle(
            new CompleteCall(RecordingRows.Workspace, RecordingRows.Chat, Rfc3339.Format(endedAt)), default);
    }
}
