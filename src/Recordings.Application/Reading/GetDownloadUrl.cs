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

/// <summary>A short-lived presigned URL of one rendition's file.</summary>
/// <param name="Lifetime">What was asked; null means the configured default.</param>
/// <param name="Download">Saved by a browser instead of played.</param>
/// <param name="Origin">Scheme and authority for a link that the service itself serves.</param>
public sealed record GetDownloadUrl(
    WorkspaceId Workspace, ChatId Chat, Caller Caller, Rendition Rendition, LinkLifetime? Lifetime, bool Download, Uri Origin)
    : RecordingQuery(Workspace, Chat, Caller), IRequest<Result<CallRecordingDownloadUrl>>;

/// <param name="ExpiresIn">Seconds; what was asked, lowered to the configured maximum.</param>
/// <param name="Cached">False when this request assembled the file.</param>
public sealed record CallRecordingDownloadUrl(
    AssembledRecording Assembled, Uri Url, long ExpiresIn, DateTimeOffset ExpiresAt, bool Cached);

internal sealed class GetDownloadUrlHandler(
    RecordingGate gate, IAudioStore store, RecordingAssembler assembler, IDownloadLinks links,
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
            return await SignAsync(request, new AssembledRecording(recording, summary, request.Rendition, file), cached: true, cancellationToken);

        var assembled = await AssembleAsync(recording, request.Rendition, cancellationToken);
        return assembled.TryGet(out var made, out failure)
            ? await SignAsync(request, made, cached: false, cancellationToken)
            : failure;
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
        GetDownloadUrl request, AssembledRecording made, bool cached, CancellationToken cancellationToken)
    {
        var link = await links.SignAsync(
            new LinkRequest(
                made.Recording, made.Rendition, made.File, request.Caller.Credential, options.Value.LifetimeFor(request.Lifetime),
                request.Download, request.Origin),
            cancellationToken);
        return new CallRecordingDownloadUrl(made, link.Url, (long)link.Lifetime.TotalSeconds, link.ExpiresAt, cached);
    }
}
