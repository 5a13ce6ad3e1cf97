using Moq;
using Recordings.Application.Administration;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Tests.Administration;

/// <summary>Creates workspaces and sets whether they record.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WorkspaceTests
{
    private static readonly CreateWorkspace Valid = new("Support", RecordingRows.Workspace, Recording: true);

    private readonly MockedPorts _ports = new();

    public WorkspaceTests() => SetUpAdd(true);

    [TestCase(true)]
    [TestCase(false)]
    public async Task Create_Workspace_IsAsAsked(bool recording) =>
        Assert.That(
            (await CreateAsync(Valid with { Recording = recording })).Value,
            Is.EqualTo(new Workspace(RecordingRows.Workspace, "Support", recording)));

    [Test]
    public async Task Create_WithoutAnId_GetsANewOne()
    {
        var request = Valid with { Uuid = null };
        var (first, second) = ((await CreateAsync(request)).Value!, (await CreateAsync(request)).Value!);

        Assert.That(first.Id, Is.Not.EqualTo(second.Id).And.Not.EqualTo(default(WorkspaceId)));
    }

    [Test]
    public async Task Create_TakenId_IsWorkspaceExists()
    {
        SetUpAdd(false);

        Assert.That((await CreateAsync(Valid)).Failure?.Code, Is.EqualTo(FailureCode.WorkspaceExists));
    }

    [TestCase("S", true)]
    [TestCase("Ünterstützung / サポート", true)]
    [TestCase("", false)]
    [TestCase("Sup\nport", false)]
    [TestCase("Support\0", false)]
    public void Validate_Name_HasNoControlCharacters(string name, bool isValid) =>
        Assert.That(InvalidFields(Valid with { Name = name }), Is.EqualTo(isValid ? [] : new[] { "name" }));

    [TestCase(200, true)]
    [TestCase(201, false)]
    public void Validate_Name_HasAtMost200Characters(int length, bool isValid) =>
        Assert.That(InvalidFields(Valid with { Name = new string('n', length) }), Is.EqualTo(isValid ? [] : new[] { "name" }));

    [TestCase(true)]
    [TestCase(false)]
    public async Task SetRecording_KnownWorkspace_IsTheChangedOne(bool recording)
    {
        _ports.Workspaces.Setup(workspaces => workspaces.SetRecordingAsync(
                RecordingRows.Workspace, recording, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new Workspace(RecordingRows.Workspace, "Support", recording));

        Assert.That((await SetRecordingAsync(recording)).Value?.Recording, Is.EqualTo(recording));
    }

    [Test]
    public async Task SetRecording_UnknownWorkspace_IsWorkspaceNotFound() =>
        Assert.That((await SetRecordingAsync(true)).Failure?.Code, Is.EqualTo(FailureCode.WorkspaceNotFound));

    private static string[] InvalidFields(CreateWorkspace request) =>
        [.. new CreateWorkspaceValidator().Validate(request).Errors.Select(error => error.PropertyName)];

    private Task<Result<Workspace>> CreateAsync(CreateWorkspace request) =>
        new CreateWorkspaceHandler(_ports.Workspaces.Object, _ports.Time).Handle(request, default);

    private Task<Result<Workspace>> SetRecordingAsync(bool recording) =>
        new SetRecordingHandler(_ports.Workspaces.Object).Handle(new SetRecording(RecordingRows.Workspace, recording), default);

    private void SetUpAdd(bool isAdded) =>
        _ports.Workspaces.Setup(workspaces => workspaces.AddAsync(
                It.IsAny<Workspace>(), _ports.Time.GetUtcNow(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(isAdded);
}
