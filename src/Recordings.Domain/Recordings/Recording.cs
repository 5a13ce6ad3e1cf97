using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Domain.Recordings;

/// <summary>A chat with its workspace's recording setting and the stored facts about its audio.</summary>
/// <remarks>
/// Invariants: a revision exists exactly when the call has ended. A summary exists only if there are chunks. A stored file has the
/// summary's fingerprint.
/// </remarks>
public sealed record Recording
{
    /// <exception cref="ArgumentException">An invariant is broken: the stored rows contradict each other.</exception>
    public Recording(
        WorkspaceId workspace, ChatId id, ChatKey key, Chat chat, bool recordingEnabled,
        int chunkCount, Revision? revision, RecordingSummary? summary, RenditionFile? storedFile)
    {
        if (chat.EndedAt is null != revision is null)
            throw new ArgumentException("A revision exists exactly when the call has ended.", nameof(revision));
        if (summary is not null && chunkCount == 0)
            throw new ArgumentException("A summary needs chunks.", nameof(summary));
        if (storedFile is not null && storedFile.Fingerprint != summary?.FingerprintOf(Rendition.Mix))
            throw new ArgumentException("The stored file belongs to another recording.", nameof(storedFile));

        (Workspace, Id, Key, Chat, RecordingEnabled) = (workspace, id, key, chat, recordingEnabled);
        (ChunkCount, Revision, Summary, StoredFile) = (chunkCount, revision, summary, storedFile);
    }

    public WorkspaceId Workspace { get; }

    public ChatId Id { get; }

    public ChatKey Key { get; }

    public Chat Chat { get; }

    public bool RecordingEnabled { get; }

    /// <summary>Chunks are only added, so the count identifies a state of the capture.</summary>
    public int ChunkCount { get; }

    public Revision? Revision { get; }

    /// <summary>Null until a reader has computed it for the current chunks.</summary>
    public RecordingSummary? Summary { get; init; }

    /// <summary>The stored file of the mix; null when there is none for the current chunks.</summary>
    public RenditionFile? StoredFile { get; }

    /// <summary>The stored file of a rendition; null when there is none for the current chunks.</summary>
    public RenditionFile? FindFile(Rendition rendition) =>
        StoredFile is { } file && file.Fingerprint == Summary?.FingerprintOf(rendition) ? file : null;

    public Availability Availability => this switch
    {
        { RecordingEnabled: false } => Availability.RecordingDisabled,
        { Chat.IsVoice: false } => Availability.NotAVoiceChat,
        { Chat.EndedAt: null } => Availability.CallInProgress,
        { ChunkCount: 0 } => Availability.NoAudio,
        _ => Availability.Ready,
    };
}

/// <summary>The time of the last change of an ended call's recording: its completion, or its latest late chunk.</summary>
/// <param name="LastModified">Rounded down to the second, the unit of HTTP dates.</param>
/// <param name="IsAmbiguous">True when two versions have this second, so the date identifies neither (RFC 9110 §8.8.2.2).</param>
public readonly record struct Revision(DateTimeOffset LastModified, bool IsAmbiguous);
