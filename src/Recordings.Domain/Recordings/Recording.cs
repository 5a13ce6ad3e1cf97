using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Domain.Recordings;

/// <summary>A chat with its workspace's recording setting and what is known of its audio.</summary>
/// <remarks>Invariants: an ended call, and only that, has a revision; a summary and a stored file describe stored chunks, and the same bytes.</remarks>
public sealed record Recording
{
    /// <exception cref="ArgumentException">An invariant is broken: the stored rows contradict each other.</exception>
    public Recording(
        WorkspaceId workspace, ChatId id, ChatKey key, Chat chat, bool recordingEnabled,
        int chunkCount, Revision? revision, RecordingSummary? summary, RenditionFile? storedFile)
    {
        if (chat.EndedAt is null != revision is null)
            throw new ArgumentException("An ended call has a revision, and no other.", nameof(revision));
        if (summary is not null && chunkCount == 0)
            throw new ArgumentException("A summary needs chunks.", nameof(summary));
        if (storedFile is not null && storedFile.Fingerprint != summary?.FingerprintOf(Rendition.Mix))
            throw new ArgumentException("The stored file is of another recording.", nameof(storedFile));

        (Workspace, Id, Key, Chat, RecordingEnabled) = (workspace, id, key, chat, recordingEnabled);
        (ChunkCount, Revision, Summary, StoredFile) = (chunkCount, revision, summary, storedFile);
    }

    public WorkspaceId Workspace { get; }

    public ChatId Id { get; }

    public ChatKey Key { get; }

    public Chat Chat { get; }

    public bool RecordingEnabled { get; }

    /// <summary>Chunks are only ever added, so the count names a state of the call.</summary>
    public int ChunkCount { get; }

    public Revision? Revision { get; }

    /// <summary>Null until a reader has computed it for the present chunks.</summary>
    public RecordingSummary? Summary { get; init; }

    /// <summary>The stored file of the mix; null when there is none for the present chunks.</summary>
    public RenditionFile? StoredFile { get; }

    /// <summary>The stored file of a rendition; null when there is none for the present chunks.</summary>
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
