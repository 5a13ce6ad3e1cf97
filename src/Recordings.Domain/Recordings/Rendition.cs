using System.Globalization;
using Recordings.Domain.Chats;

namespace Recordings.Domain.Recordings;

/// <summary>
/// What a WAV file of a recording lets people hear: which tracks, on how many channels. Fingerprint and ETag, WAV header, object
/// key, file name, the row in the table of files and the rendered bytes all follow from the recording and this value.
/// </summary>
/// <remarks>One rendition exists: the mix of all tracks.</remarks>
public sealed record Rendition
{
    private Rendition(int channels) => Channels = channels;

    /// <summary>Every track, summed on one channel (timeline rule 6).</summary>
    public static Rendition Mix { get; } = new(channels: 1);

    /// <summary>Channels of the WAV file.</summary>
    public int Channels { get; }

    /// <summary>The output format, as fingerprints contain it. A change of this text changes every stored fingerprint.</summary>
    public string Format => string.Create(CultureInfo.InvariantCulture, $"audio/wav;encoding=s16le;channels={Channels}");

    /// <summary>The name under which the file is saved: printable ASCII that names a chat by number, never a person.</summary>
    public string FileName(ChatId chat) => $"recording-{chat}.wav";
}
