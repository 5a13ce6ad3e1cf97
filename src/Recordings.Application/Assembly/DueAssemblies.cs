using System.Runtime.CompilerServices;
using Recordings.Application.Ports;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Assembly;

/// <summary>
/// The calls whose background assembly is due: one of each workspace in turn, so that a workspace with thousands of them delays the
/// others' by one call. Not for concurrent use.
/// </summary>
internal sealed class DueAssemblies(IRecordings recordings)
{
    /// <summary>The last call of each workspace. The next one comes after it, so that calls that always fail do not block the others.</summary>
    private Dictionary<WorkspaceId, ChatKey> _lastCalls = [];
    private WorkspaceId _lastWorkspace;

    /// <summary>Each due call once, in the state of the database at its turn. Begins behind the calls of the last time.</summary>
    public async IAsyncEnumerable<(WorkspaceId Workspace, ChatId Chat)> TakeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var taken = new HashSet<ChatKey>();
        for (var more = true; more;)
        {
            more = false;
            foreach (var workspace in await FindWorkspacesAsync(cancellationToken))
            {
                if (await FindNextAsync(workspace, cancellationToken) is not var (key, chat) || !taken.Add(key))
                    continue;

                (_lastCalls[workspace], _lastWorkspace, more) = (key, workspace, true);
                yield return (workspace, chat);
            }
        }
    }

    /// <summary>The workspaces with due calls, beginning behind the last one.</summary>
    private async Task<IReadOnlyList<WorkspaceId>> FindWorkspacesAsync(CancellationToken cancellationToken)
    {
        var workspaces = await recordings.FindDueWorkspacesAsync(cancellationToken);
        _lastCalls = workspaces.Where(_lastCalls.ContainsKey).ToDictionary(workspace => workspace, workspace => _lastCalls[workspace]);
        return [.. workspaces.OrderBy(workspace => workspace.Value.CompareTo(_lastWorkspace.Value) <= 0).ThenBy(workspace => workspace.Value)];
    }

    /// <summary>The workspace's next due call; after its last one comes its first one.</summary>
    private async Task<(ChatKey Key, ChatId Chat)?> FindNextAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        var last = _lastCalls.GetValueOrDefault(workspace);
        return await recordings.FindDueAssemblyAsync(workspace, last, cancellationToken)
            ?? (last == default ? null : await recordings.FindDueAssemblyAsync(workspace, default, cancellationToken));
    }
}
