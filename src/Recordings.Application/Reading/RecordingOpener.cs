using Recordings.Application.Ports;
using Recordings.Application.Timelines;
using Recordings.Domain;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Reading;

/// <summary>Opens a rendition of a readable recording: the stored file, else the live rendering. Both have the same bytes.</summary>
internal sealed class RecordingOpener(TimelineLoader timelines, StoredFiles files, IRecordingRenderer renderer)
{
    public async Task<Result<RecordingAudio>> OpenAsync(
        Recording recording, Rendition rendition, bool download, CancellationToken cancellationToken)
    {
        if (await files.OpenAsync(recording, rendition, cancellationToken) is { } stored)
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

        return await files.OpenSupersededAsync(recording, fingerprint, cancellationToken) is { } superseded && recording.Revision is { } revision
            ? new RecordingAudio(superseded, $"\"{fingerprint}\"", revision.LastModified, false, rendition.FileName(recording.Id), download)
            : null;
    }
}
