namespace Recordings.Infrastructure.Inspection;

/// <summary>
/// Audio of an unknown size, from a writer that could not return to its header. It reaches the end of the body. Such a writer may add
/// a LIST or an id3 chunk there, which is not heard.
/// </summary>
internal static class StreamedAudio
{
    private const int ReadBytes = 48 * 1024;

    /// <summary>A signature and the id of a chunk: the beginning of another file, which no sound contains by chance.</summary>
    private const int FileStartBytes = WavSignature.Length + 4;

    /// <summary>The end of the audio, or the reason to reject the body. At most one chunk of each kind is left out.</summary>
    public static async ValueTask<(long End, string? Reason)> FindEndAsync(Stream body, long start, CancellationToken cancellationToken)
    {
        using var reader = new BufferedBodyReader(body, ReadBytes);
        var found = await ScanAsync(reader, start, reader.BodyLength, cancellationToken);
        var end = Math.Min(found.List, found.Id3);
        if (end < reader.BodyLength)
        {
            var before = await ScanAsync(reader, start, end, cancellationToken);
            end = found.List < found.Id3 ? before.Id3 : before.List;
        }

        return (end, found.File < end ? ChunkChain.SecondFile(found.File) : null);
    }

    private static async ValueTask<Findings> ScanAsync(BufferedBodyReader reader, long start, long end, CancellationToken cancellationToken)
    {
        var found = new Findings(end, end, end);
        for (var position = start; position < end;)
        {
            var left = end - position;
            var bytes = await reader.ReadAsync(position, (int)Math.Min(left, ReadBytes), cancellationToken);
            found = found.With(position, bytes.Span, left);

            // What one read cuts in two is whole in the next one.
            position += bytes.Length == left ? left : bytes.Length - FileStartBytes + 1;
        }

        return found;
    }

    /// <summary>Positions of the first file and of the first chunks that end where the scan ends; that end when there is none.</summary>
    private readonly record struct Findings(long File, long List, long Id3)
    {
        public Findings With(long position, ReadOnlySpan<byte> bytes, long left) => new(
            Earlier(File, position, IndexOfFile(bytes)),
            Earlier(List, position, IndexOfLast(bytes, "LIST"u8, left)),
            Earlier(Id3, position, IndexOfLast(bytes, "id3 "u8, left)));

        private static long Earlier(long found, long position, int index) => index < 0 ? found : Math.Min(found, position + index);
    }

    private static int IndexOfFile(ReadOnlySpan<byte> bytes)
    {
        for (var from = 0; WavSignature.IndexIn(bytes[from..]) is >= 0 and var index; from += index + 1)
        {
            if (bytes.Length - from - index >= FileStartBytes && RiffChunk.IsPrintable(bytes.Slice(from + index + WavSignature.Length, 4)))
                return from + index;
        }

        return -1;
    }

    /// <summary>The first chunk of this id that ends exactly after <paramref name="left"/> bytes; -1 when there is none.</summary>
    private static int IndexOfLast(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> id, long left)
    {
        for (var from = 0; bytes[from..].IndexOf(id) is >= 0 and var index; from += index + 1)
        {
            var at = from + index;
            if (bytes.Length - at >= RiffChunk.HeaderBytes && new RiffChunk(bytes[at..]).EndsAfter(left - at))
                return at;
        }

        return -1;
    }
}
