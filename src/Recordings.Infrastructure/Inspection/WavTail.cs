namespace Recordings.Infrastructure.Inspection;

/// <summary>
/// Judges what follows the data chunk of a known size. It is not heard, so it must not be audio: chunks, then a few bytes or zeros.
/// </summary>
internal static class WavTail
{
    private const int MaxStrayBytes = 64;

    /// <summary>The reason to reject the body; null when what follows is no audio.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="dataEnd">The position after the content of the data chunk, at most the body's length.</param>
    /// <param name="hasPad">Whether the content has an odd size. Its pad byte may be missing, so both readings are tried.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async ValueTask<string?> FindFaultAsync(
        BufferedBodyReader body, long dataEnd, bool hasPad, CancellationToken cancellationToken)
    {
        var asEven = await FindFaultAsync(body, dataEnd, cancellationToken);
        if (!hasPad || asEven.HasAudio)
            return asEven.Reason;

        var padded = await FindFaultAsync(body, Math.Min(dataEnd + 1, body.BodyLength), cancellationToken);
        return padded.HasAudio || asEven.Reason is not null ? padded.Reason : null;
    }

    private static async ValueTask<Fault> FindFaultAsync(BufferedBodyReader body, long start, CancellationToken cancellationToken)
    {
        var chain = await ChunkChain.WalkAsync(body, start, cancellationToken);
        if (chain.Reason is { } reason)
            return new Fault(reason, HasAudio: true);

        var stray = body.BodyLength - chain.End;
        if (stray <= MaxStrayBytes)
        {
            var bytes = await body.ReadAsync(chain.End, (int)stray, cancellationToken);
            var file = WavSignature.IndexIn(bytes.Span);
            return file < 0 ? default : new Fault(ChunkChain.SecondFile(chain.End + file), HasAudio: true);
        }

        return await IsZeroAsync(body, chain.End, cancellationToken)
            ? default
            : new Fault($"The data chunk is followed by {stray} bytes that are no chunks: its size does not cover the audio.", HasAudio: false);
    }

    private static async ValueTask<bool> IsZeroAsync(BufferedBodyReader body, long start, CancellationToken cancellationToken)
    {
        for (var position = start; position < body.BodyLength; position += BufferedBodyReader.HeaderCapacity)
        {
            var bytes = await body.ReadAsync(position, BufferedBodyReader.HeaderCapacity, cancellationToken);
            if (bytes.Span.ContainsAnyExcept((byte)0))
                return false;
        }

        return true;
    }

    /// <param name="Reason">Null when there is no fault.</param>
    /// <param name="HasAudio">Whether more audio was found, so that another reading of the pad byte cannot help.</param>
    private readonly record struct Fault(string? Reason, bool HasAudio);
}
