using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Inspection;

/// <summary>
/// Decides which bytes of a data chunk are audio, from its declared size and from what the body holds. A size that the writer did not
/// know is replaced by the end of the body. Any other size must be true.
/// </summary>
/// <param name="body">The whole body, seekable.</param>
/// <param name="headers">Reads the same body.</param>
/// <param name="maxBodyBytes">No body is longer. A larger size that the body does not reach means that its writer did not know it.</param>
internal sealed class WavData(Stream body, BufferedBodyReader headers, long maxBodyBytes)
{
    /// <summary>A canonical header. Some writers count it in the size of the data.</summary>
    private const int CountedHeaderBytes = 44;

    /// <param name="format">From the fmt chunk.</param>
    /// <param name="offset">The position of the first sample, at most the body's length.</param>
    /// <param name="declared">The size in the header.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async ValueTask<BodyLayout> LocateAsync(AudioFormat format, long offset, ulong declared, CancellationToken cancellationToken)
    {
        var available = headers.BodyLength - offset;
        if (declared == 0)
            return await LocateZeroAsync(format, offset, cancellationToken);
        if (declared <= (ulong)available)
            return await LocateKnownAsync(format, offset, (long)declared, cancellationToken);
        if (declared > (ulong)maxBodyBytes)
            return await LocateUnknownAsync(format, offset, cancellationToken);

        return declared - (ulong)available <= CountedHeaderBytes
            ? BodyLayout.Create(format, offset, available)
            : new BodyLayout.Rejected(
                $"The body is truncated: the data chunk announces {declared} bytes but the body ends after {available} of them.");
    }

    private async ValueTask<BodyLayout> LocateKnownAsync(AudioFormat format, long offset, long bytes, CancellationToken cancellationToken) =>
        await WavTail.FindFaultAsync(headers, offset + bytes, hasPad: long.IsOddInteger(bytes), cancellationToken) is { } reason
            ? new BodyLayout.Rejected(reason)
            : BodyLayout.Create(format, offset, bytes);

    private async ValueTask<BodyLayout> LocateUnknownAsync(AudioFormat format, long offset, CancellationToken cancellationToken)
    {
        var (end, reason) = await StreamedAudio.FindEndAsync(body, offset, cancellationToken);
        return reason is null ? BodyLayout.Create(format, offset, end - offset) : new BodyLayout.Rejected(reason);
    }

    /// <summary>Chunks to the end of the body mean that there is no audio. Otherwise its writer stopped before it filled in the size.</summary>
    private async ValueTask<BodyLayout> LocateZeroAsync(AudioFormat format, long offset, CancellationToken cancellationToken)
    {
        var chain = await ChunkChain.WalkAsync(headers, offset, cancellationToken);
        if (chain.Reason is { } reason)
            return new BodyLayout.Rejected(reason);

        return chain.End == headers.BodyLength
            ? BodyLayout.Create(format, offset, bytes: 0)
            : await LocateUnknownAsync(format, offset, cancellationToken);
    }
}
