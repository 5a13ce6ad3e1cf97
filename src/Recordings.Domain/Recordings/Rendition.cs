using System.Globalization;
using Recordings.Domain.Chats;

namespace Recordings.Domain.Recordings;

/// <summary>
/// One form in which a recording is heard: which tracks, on how many channels. The recording and this value determine the
/// fingerprint, ETag, WAV header, object key, file name, database row and bytes of a file.
/// </summary>
/// <remarks>One rendition exists: the mix of all tracks.</remarks>
public sealed record Rendition
{
    private Rendition(int channels) => Channels = channels;

    /// <summary>All tracks, added up to one channel (timeline rule 6).</summary>
    public static Rendition Mix { get; } = new(channels: 1);

    /// <summary>Channels of the WAV file.</summary>
    public int Channels { get; }

    /// <summary>The output format as an input of the fingerprint. A change of this text changes every fingerprint.</summary>
    public string Format => string.Create(CultureInfo.InvariantCulture, $"audio/wav;encoding=s16le;channels={Channels}");

    /// <summary>The name of the downloaded file: printable ASCII with the chat id, without any personal data.</summary>
    public string FileName(ChatId chat) => $"recording-{chat}.wav";
}

/// <summary>The assembled WAV file of one rendition in the object store.</summary>
/// <param name="ObjectKey">Its key, below the prefix of its workspace.</param>
/// <param name="Fingerprint">Of the rendition.</param>
/// <param name="SizeBytes">Size of the file in bytes.</param>
/// <param name="Checksum">SHA-256 of the file's bytes.</param>
public sealed record RenditionFile(string ObjectKey, Sha256 Fingerprint, long SizeBytes, Sha256 Checksum);
