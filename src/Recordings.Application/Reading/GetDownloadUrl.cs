using MediatR;
using Microsoft.Extensions.Options;
using Recordings.Application.Assembly;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Reading;

/// <summary>Creates a short-lived signed URL of one rendition's file.</summary>
/// <param name="Lifetime">Null means the configured default.</param>
/// <param name="Download">True when a browser saves the file instead of playing it.</param>
/// <param name="Origin">Scheme and authority for a link that the service itself serves.</param>
public sealed record GetDownloadUrl(
    WorkspaceId Workspace, ChatId Chat, Caller Caller, Rendition Rendition, LinkLifetime? Lifetime, bool Download, Uri Origin)
    : RecordingQuery(Workspace, Chat, Caller), IRequest<Result<CallRecordingDownloadUrl>>;

/// <param name="ExpiresIn">Seconds: the requested lifetime, at most the configured maximum.</param>
/// <param name="Cached">False when the file was assembled while this request waited.</param>
public sealed record CallRecordingDownloadUrl(
    AssembledRecording Assembled, Uri Url, long ExpiresIn, DateTimeOffset ExpiresAt, bool Cached);

internal sealed class GetDownloadUrlHandler(
    RecordingGate gate, ReadingAccess access, IAudioStore store, RecordingAssembler assembler, IDownloadLinks links,
    IOptions<DownloadOptions> options, TimeProvider time)
    : IRequestHandler<GetDownloadUrl, Result<CallRecordingDownloadUrl>>
{
    public async Task<Result<CallRecordingDownloadUrl>> Handle(GetDownloadUrl request, CancellationToken cancellationToken)
    {
        var readable = await gate.FindReadableAsync(request, cancellationToken);
        if (!readable.TryGet(out var recording, out var failure))
            return failure;

        if (recording is { Summary: { } summary } && recording.FindFile(request.Rendition) is { } file
            && await IsStoredAsync(file, cancellationToken))
        {
            var stored = new AssembledRecording(recording, summary, request.Rendition, file);
            return await SignAsync(request, stored, cached: true, cancellationToken);
        }

        var result = await AssembleAsync(recording, request.Rendition, cancellationToken);
        if (!result.TryGet(out var assembled, out failure))
            return failure;

        // The right may have been lost during the wait, and nothing can revoke a link of a bucket.
        var right = await access.FindAsync(ReadingRight.Of(request.Caller, recording), cancellationToken);
        return right.Failure is { } lost ? lost : await SignAsync(request, assembled, cached: false, cancellationToken);
    }

    private async Task<bool> IsStoredAsync(RenditionFile file, CancellationToken cancellationToken) =>
        await store.FindLengthAsync(file.ObjectKey, cancellationToken) == file.SizeBytes;

    private async Task<Result<AssembledRecording>> AssembleAsync(
        Recording recording, Rendition rendition, CancellationToken cancellationToken)
    {
        try
        {
            return await assembler.AssembleAsync(recording, rendition).WaitAsync(options.Value.MaxWait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return Failures.AssemblyInProgress;
        }
    }

    private async Task<Result<CallRecordingDownloadUrl>> SignAsync(
        GetDownloadUrl request, AssembledRecording assembled, bool cached, CancellationToken cancellationToken)
    {
        var link = await links.SignAsync(
            new LinkRequest(
                assembled.Recording, assembled.Rendition, assembled.File, request.Caller.Credential,
                options.Value.LifetimeFor(request.Lifetime), request.Download, request.Origin),
            cancellationToken);
        return new CallRecordingDownloadUrl(assembled, link.Url, (long)link.Lifetime.TotalSeconds, link.ExpiresAt, cached);
    }
}
