using Moq;
using Recordings.Application.Assembly;
using Recordings.Application.Ports;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Tests.Assembly;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DueAssembliesTests
{
    private readonly List<(WorkspaceId Workspace, long Number)> _rows = [];
    private readonly DueAssemblies _due;

    public DueAssembliesTests()
    {
        var recordings = new Mock<IRecordings>();
        recordings.Setup(rows => rows.FindDueWorkspacesAsync(It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => [.. _rows.Select(row => row.Workspace).Distinct()]);
        recordings.Setup(rows => rows.FindDueAssemblyAsync(It.IsAny<WorkspaceId>(), It.IsAny<ChatKey>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((WorkspaceId workspace, ChatKey after, CancellationToken _) => Find(workspace, after.Value));
        _due = new DueAssemblies(recordings.Object);
    }

    [Test]
    public async Task Take_ManyCallsOfOneWorkspace_TheOthersIsSecond()
    {
        Add(1, 1, 2, 3, 4, 5);
        Add(2, 6);

        Assert.That(await TakeAsync(), Is.EqualTo(new[] { 1, 6, 2, 3, 4, 5 }));
    }

    [Test]
    public async Task Take_CallBecomesDueInBetween_IsNext()
    {
        Add(1, 1, 2, 3, 4, 5);
        List<long> taken = [];

        await foreach (var (_, chat) in _due.TakeAsync(default))
        {
            taken.Add(chat.Value);
            if (taken.Count == 2)
                Add(2, 6);
        }

        Assert.That(taken, Is.EqualTo(new[] { 1, 2, 6, 3, 4, 5 }));
    }

    [Test]
    public async Task Take_CallsThatStayDue_EachOnce()
    {
        Add(1, 1, 2, 3);
        await TakeAsync(atMost: 2);

        Assert.That(await TakeAsync(), Is.EqualTo(new[] { 3, 1, 2 }));
    }

    [Test]
    public async Task Take_ManyWorkspacesThatStayDue_BeginsBehindTheLast()
    {
        for (var workspace = 1; workspace <= 4; workspace++)
            Add(workspace, workspace);
        await TakeAsync(atMost: 3);

        Assert.That(await TakeAsync(atMost: 2), Is.EqualTo(new[] { 4, 1 }));
    }

    [Test]
    public async Task Take_NothingDue_IsEmpty() => Assert.That(await TakeAsync(), Is.Empty);

    private static WorkspaceId WorkspaceOf(int number) => new(new Guid(number, 0, 0, new byte[8]));

    private void Add(int workspace, params long[] numbers) => _rows.AddRange(numbers.Select(number => (WorkspaceOf(workspace), number)));

    private (ChatKey Key, ChatId Chat)? Find(WorkspaceId workspace, long after) => _rows
        .Where(row => row.Workspace == workspace && row.Number > after)
        .Select(row => ((ChatKey, ChatId)?)(new ChatKey(row.Number), new ChatId(row.Number)))
        .FirstOrDefault();

    private async Task<long[]> TakeAsync(int atMost = int.MaxValue) =>
        await _due.TakeAsync(default).Take(atMost).Select(due => due.Chat.Value).ToArrayAsync();
}
