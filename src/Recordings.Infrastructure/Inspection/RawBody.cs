using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Inspection;

/// <summary>
/// A body without a header: the media type declares the format, and the whole body is samples. A WAV file is rejected, because its
/// header would be heard, and its samples may have another format or byte order.
/// </summary>
internal static class RawBody
{
    private const int TelephonyRate = 8000;

    public static async ValueTask<BodyLayout> LocateAsync(Stream body, ChunkMediaType type, CancellationToken cancellationToken)
    {
        using var reader = new BufferedBodyReader(body);
        var start = await reader.ReadAsync(0, WavSignature.Length, cancellationToken);
        return WavSignature.Begins(start.Span)
            ? new BodyLayout.Rejected("The body is a WAV file: send it as audio/wav.")
            : Locate(type, reader.BodyLength);
    }

    private static BodyLayout Locate(ChunkMediaType type, long bodyLength) => type.Kind switch
    {
        ChunkMediaKind.L16 => Locate(SampleEncoding.Pcm16BigEndian, type, bodyLength),
        ChunkMediaKind.Pcmu => LocateTelephony(SampleEncoding.MuLaw, type, bodyLength),
        ChunkMediaKind.Pcma => LocateTelephony(SampleEncoding.ALaw, type, bodyLength),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a raw media type."),
    };

    private static BodyLayout LocateTelephony(SampleEncoding encoding, ChunkMediaType type, long bodyLength) =>
        type.Rate == TelephonyRate && type.Channels == 1
            ? Locate(encoding, type, bodyLength)
            : new BodyLayout.Rejected(
                $"Raw G.711 is supported at {TelephonyRate} Hz mono, not at {type.Rate} Hz with {type.Channels} channels: send it as WAV.");

    private static BodyLayout Locate(SampleEncoding encoding, ChunkMediaType type, long bodyLength) =>
        SupportedFormat.TryCreate(encoding, type.Rate ?? 0, type.Channels ?? 0, out var format, out var reason)
            ? BodyLayout.Create(format, offset: 0, bodyLength)
            : new BodyLayout.Rejected(reason);
}
