using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Application.Timelines;
using Recordings.Domain;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Reading;

/// <summary>Opens a rendition of a readable recording: the stored file, else the live rendering. Both have the same bytes.</summary>
internal sealed class RecordingOpener(TimelineLoader timelines, IAudioStore store, IRecordingRenderer renderer)
{
    public async Task<Result<RecordingAudio>> OpenAsync(
        Recording recording, Rendition rendition, bool download, CancellationToken cancellationToken)
    {
        if (recording.FindFile(rendition) is { } file && await OpenFileAsync(file, cancellationToken) is { } stored)
            return RecordingAudio.Create(recording, rendition, stored, download);

        return await timelines.LoadAsync(recording, cancellationToken) is { } loaded
            ? RecordingAudio.Create(loaded.Recording, rendition, renderer.Open(loaded.Timeline, rendition, RenderingPurpose.Reading), download)
            : Failures.ChatNotFound(recording.Id);
    }

    /// <summary>
    /// Opens one version of the recording, for a link: the stored file, even if late chunks have superseded it, or the same bytes
    /// rendered live. Null when that version no longer exists.
    /// </summary>
    public async Task<RecordingAudio?> OpenVersionAsync(
        Recording recording, Sha256 fingerprint, bool download, CancellationToken cancellationToken)
    {
        var rendition = Rendition.Mix;
        if (recording.Summary?.FingerprintOf(rendition) == fingerprint)
            return (await OpenAsync(recording, rendition, download, cancellationToken)).Value;

        var key = ObjectKeys.File(recording.Workspace, recording.Id, recording.Key, fingerprint);
        return await store.OpenAsync(key, cancellationToken) is { } superseded && recording.Revision is { } revision
            ? new RecordingAudio(superseded, $"\"{fingerprint}\"", revision.LastModified, false, rendition.FileName(recording.Id), download)
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
