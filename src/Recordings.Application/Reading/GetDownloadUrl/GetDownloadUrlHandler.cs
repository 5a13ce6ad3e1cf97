using MediatR;
using Microsoft.Extensions.Options;
using Recordings.Application.Assembly;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Reading.GetDownloadUrl;

internal sealed class GetDownloadUrlHandler(
    RecordingGate gate, IAudioStore store, RecordingAssembler assembler, IDownloadLinks links,
    IOptions<DownloadOptions> options, TimeProvider time)
    : IRequestHandler<GetDownloadUrl, Result<CallRecordingDownloadUrl>>
{
    private static readonly TimeSpan AssemblyRetry = TimeSpan.FromSeconds(5);

    public async Task<Result<CallRecordingDownloadUrl>> Handle(GetDownloadUrl request, CancellationToken cancellationToken)
    {
        var readable = await gate.FindReadableAsync(request, cancellationToken);
        if (!readable.TryGet(out var recording, out var failure))
            return failure;

        if (recording is { StoredFile: { } file, Summary: { } summary } && await IsThereAsync(file, cancellationToken))
            return await SignAsync(request, new AssembledRecording(recording, summary, file), cached: true, cancellationToken);

        var assembled = await AssembleAsync(recording, cancellationToken);
        return assembled.TryGet(out var made, out failure)
            ? await SignAsync(request, made, cached: false, cancellationToken)
            : failure;
    }

    private async Task<bool> IsThereAsync(RenditionFile file, CancellationToken cancellationToken) =>
        await store.FindLengthAsync(file.ObjectKey, cancellationToken) == file.SizeBytes;

    private async Task<Result<AssembledRecording>> AssembleAsync(Recording recording, CancellationToken cancellationToken)
    {
        try
        {
            return await assembler.AssembleAsync(recording).WaitAsync(options.Value.MaxWait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new Failure(FailureCode.AssemblyInProgress, "The recording is being assembled; ask again shortly.")
            {
                RetryAfter = AssemblyRetry,
            };
        }
    }

    private async Task<Result<CallRecordingDownloadUrl>> SignAsync(
        GetDownloadUrl request, AssembledRecording made, bool cached, CancellationToken cancellationToken)
    {
        var lifetime = LinkLifetime.Of(request.ExpiresIn, options.Value);
        var link = await links.SignAsync(
            new LinkRequest(made.Recording, made.File, request.Caller.Credential, lifetime, RequestRules.ToFlag(request.Download), request.Origin),
            cancellationToken);

        return new CallRecordingDownloadUrl(
            made.Recording, made.Summary, made.File, link.Url, (long)link.Lifetime.TotalSeconds, link.ExpiresAt, cached);
    }
}
