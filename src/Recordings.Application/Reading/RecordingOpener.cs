using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Application.Timelines;
using Recordings.Domain;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Reading;

/// <summary>Opens a readable recording: its cached file where there is one, else the live rendering. Both give the same bytes.</summary>
internal sealed class RecordingOpener(TimelineLoader timelines, IAudioStore store, IRecordingRenderer renderer)
{
    public async Task<Result<RecordingAudio>> OpenAsync(Recording recording, bool download, CancellationToken cancellationToken)
    {
        if (recording.StoredFile is { } file && await OpenFileAsync(file, cancellationToken) is { } cached)
            return RecordingAudio.Create(recording, cached, download);

        return await timelines.LoadAsync(recording, cancellationToken) is { } laidOut
            ? RecordingAudio.Create(laidOut.Recording, renderer.Open(laidOut.Timeline), download)
            : new Failure(FailureCode.ChatNotFound, $"There is no chat {recording.Id} in this workspace.");
    }

    /// <summary>
    /// One version, as a link names it: the file that was signed, even when late chunks have superseded it, or the same
    /// bytes rendered live. Null when that version is gone.
    /// </summary>
    public async Task<RecordingAudio?> OpenVersionAsync(
        Recording recording, Sha256 fingerprint, bool download, CancellationToken cancellationToken)
    {
        if (recording.Summary?.Fingerprint == fingerprint)
            return (await OpenAsync(recording, download, cancellationToken)).Value;

        var key = ObjectKeys.File(recording.Workspace, recording.Id, recording.Key, fingerprint);
        return await store.OpenAsync(key, cancellationToken) is { } superseded && recording.Revision is { } revision
            ? new RecordingAudio(superseded, $"\"{fingerprint}\"", revision.LastModified, false, recording.FileName, download)
            : null;
    }

    private async Task<Stream?> OpenFileAsync(RenditionFile file, CancellationToken cancellationToken)
    {
        var content = await store.OpenAsync(file.ObjectKey, cancellationToken);
        if (content is null || content.Length == file.SizeBytes)
            return content;

        await content.DisposeAsync();
        return null;
    }
}
