using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Recordings.Application.Assembly;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Application.Timelines;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Reading;

/// <summary>
/// Opens assembled files. Their bytes are verified while they are read. A file that does not match its checksums is dropped, and
/// assembled again in the background.
/// </summary>
internal sealed partial class StoredFiles(
    IRecordings recordings, IAudioStore store, TimelineLoader timelines, IRecordingRenderer renderer, BackgroundAssembly assembly,
    IOptions<DownloadOptions> downloads, TimeProvider time, ILogger<StoredFiles> logger)
{
    /// <summary>
    /// The background assembly usually replaces a damaged object within this time. If it does not, the object is deleted, so that a
    /// link of the store itself gives no wrong bytes.
    /// </summary>
    private static readonly TimeSpan TimeToReplace = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Files that were read recently, so that a seek does not read their block checksums from the database again. About 600 calls of one
    /// hour. The checksum of the whole file identifies those of its blocks.
    /// </summary>
    private readonly RecentlyUsed<Sha256, StoredFile> _recent = new(maxBytes: 16 * 1024 * 1024);

    /// <summary>The file of the recording's current chunks; null when there is none that can be verified.</summary>
    /// <remarks>Once it does not match, the stream continues with the live rendering of the same bytes.</remarks>
    public async Task<Stream?> OpenAsync(Recording recording, Rendition rendition, CancellationToken cancellationToken) =>
        recording.FindFile(rendition) is { } file && await FindAsync(recording.Key, file, cancellationToken) is { } stored
            ? await store.OpenAsync(stored, token => ReplaceAsync(recording, rendition, file.Fingerprint, token), cancellationToken)
            : null;

    /// <summary>The file of earlier chunks, for a link to it; null when there is none that can be verified.</summary>
    /// <remarks>Once it does not match, reading fails: the same bytes cannot be rendered from more chunks.</remarks>
    public async Task<Stream?> OpenSupersededAsync(Recording recording, Sha256 fingerprint, CancellationToken cancellationToken) =>
        await recordings.FindFileAsync(recording.Key, fingerprint, cancellationToken) is { BlockChecksums.IsEmpty: false } stored
            ? await store.OpenAsync(stored, _ => GiveUpAsync(recording, fingerprint), cancellationToken)
            : null;

    private async Task<StoredFile?> FindAsync(ChatKey chat, RenditionFile file, CancellationToken cancellationToken)
    {
        if (_recent.Find(file.Checksum) is { } recent)
            return recent with { File = file };
        if (await recordings.FindFileAsync(chat, file.Fingerprint, cancellationToken) is not { } stored)
            return null;

        if (stored.BlockChecksums.IsEmpty)
        {
            // An earlier release wrote the file. Its links live as long as those of a superseded file, or until it is assembled again.
            await DropAsync(chat, file.Fingerprint, downloads.Value.MaxExpiry);
            return null;
        }

        _recent.Keep(file.Checksum, stored, stored.BlockChecksums.Length * sizeof(uint));
        return stored;
    }

    private async Task<Stream> ReplaceAsync(
        Recording recording, Rendition rendition, Sha256 fingerprint, CancellationToken cancellationToken)
    {
        await DropDamagedAsync(recording, fingerprint);
        return await timelines.LoadAsync(recording, cancellationToken) is { } loaded
            && loaded.Summary.FingerprintOf(rendition) == fingerprint
                ? renderer.Open(loaded.Timeline, rendition, RenderingPurpose.Reading)
                : throw new DependencyUnavailableException(Dependency.Storage, null);
    }

    private async Task<Stream> GiveUpAsync(Recording recording, Sha256 fingerprint)
    {
        await DropDamagedAsync(recording, fingerprint);
        throw new DependencyUnavailableException(Dependency.Storage, null);
    }

    private async Task DropDamagedAsync(Recording recording, Sha256 fingerprint)
    {
        if (await DropAsync(recording.Key, fingerprint, TimeToReplace))
            LogDamaged(recording.Workspace, recording.Id);
    }

    /// <summary>Not tied to a request's cancellation: the next request must not get the file.</summary>
    private async Task<bool> DropAsync(ChatKey chat, Sha256 fingerprint, TimeSpan deletionIn)
    {
        var now = time.GetUtcNow();
        if (!await recordings.DropFileAsync(chat, fingerprint, now, now + deletionIn, CancellationToken.None))
            return false;

        assembly.Signal();
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The assembled file of {Workspace}/{Chat} is altered or too short; it is assembled again")]
    private partial void LogDamaged(WorkspaceId workspace, ChatId chat);
}
