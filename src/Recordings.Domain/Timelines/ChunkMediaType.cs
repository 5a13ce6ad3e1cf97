using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Recordings.Domain.Timelines;

/// <summary>
/// The media type that the sender of a chunk declared. Rate and channels may be values that the service does not support; then the
/// audio is invalid, but its type is supported. Two types with the same meaning are equal.
/// </summary>
public sealed record ChunkMediaType
{
    private const int TelephonyRate = 8000;

    private ChunkMediaType(ChunkMediaKind kind, int? rate, int? channels) => (Kind, Rate, Channels) = (kind, rate, channels);

    /// <summary>A WAV file.</summary>
    public static ChunkMediaType Wav { get; } = new(ChunkMediaKind.Wav, null, null);

    public ChunkMediaKind Kind { get; }

    /// <summary>Declared frames per second, not negative; null for WAV. A number too large becomes int.MaxValue.</summary>
    public int? Rate { get; }

    /// <summary>Declared channels, not negative; null for WAV. A number too large becomes int.MaxValue.</summary>
    public int? Channels { get; }

    /// <summary>One spelling per meaning. It is stored, compared when a chunk is sent again, and part of the fingerprint.</summary>
    public string Canonical => Kind switch
    {
        ChunkMediaKind.Wav => "audio/wav",
        ChunkMediaKind.L16 => WithParameters("audio/L16"),
        ChunkMediaKind.Pcmu => IsTelephony ? "audio/PCMU" : WithParameters("audio/PCMU"),
        _ => IsTelephony ? "audio/PCMA" : WithParameters("audio/PCMA"),
    };

    private bool IsTelephony => Rate == TelephonyRate && Channels == 1;

    /// <summary>
    /// Reads a Content-Type header (RFC 9110 §8.3). False when it is absent, malformed or not supported. The parameters of a WAV file
    /// mean nothing, so they may be malformed.
    /// </summary>
    public static bool TryParse(string? header, [NotNullWhen(true)] out ChunkMediaType? type)
    {
        type = null;
        if (!MediaTypeSyntax.TryParse(header, out var essence, out var parameters))
            return false;

        type = essence switch
        {
            "audio/wav" or "audio/x-wav" or "audio/wave" or "audio/vnd.wave" => Wav,
            "audio/l16" => Raw(ChunkMediaKind.L16, parameters, defaultRate: null),
            "audio/pcmu" => Raw(ChunkMediaKind.Pcmu, parameters, TelephonyRate),
            "audio/pcma" => Raw(ChunkMediaKind.Pcma, parameters, TelephonyRate),
            _ => null,
        };
        return type is not null;
    }

    public override string ToString() => Canonical;

    private static ChunkMediaType? Raw(ChunkMediaKind kind, IReadOnlyList<MediaTypeParameter>? parameters, int? defaultRate) =>
        parameters is not null
        && TryReadNumber(parameters, "rate", defaultRate, out var rate)
        && TryReadNumber(parameters, "channels", 1, out var channels)
            ? new ChunkMediaType(kind, rate, channels)
            : null;

    /// <summary>False when the value is not a number, when it is given twice, or when it is absent and has no default.</summary>
    private static bool TryReadNumber(IReadOnlyList<MediaTypeParameter> parameters, string name, int? defaultValue, out int number)
    {
        var given = parameters.Where(parameter => parameter.Name == name).ToList();
        number = defaultValue ?? 0;
        if (given.Count == 0)
            return defaultValue is not null;
        if (given.Count > 1 || given[0].Value.Length == 0 || !given[0].Value.All(char.IsAsciiDigit))
            return false;

        if (!int.TryParse(given[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            number = int.MaxValue;
        return true;
    }

    private string WithParameters(string essence) =>
        string.Create(CultureInfo.InvariantCulture, $"{essence};rate={Rate};channels={Channels}");
}

/// <summary>The kind of a chunk's body, by its media type.</summary>
public enum ChunkMediaKind
{
    /// <summary>A RIFF/WAVE file. Its header contains encoding, rate and channels.</summary>
    Wav,

    /// <summary>Raw 16-bit samples in network byte order (RFC 2586).</summary>
    L16,

    /// <summary>Raw ITU-T G.711 µ-law bytes (RFC 4856).</summary>
    Pcmu,

    /// <summary>Raw ITU-T G.711 A-law bytes (RFC 4856).</summary>
    Pcma,
}
