using System.Globalization;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Servers;

namespace Recordings.Reliability.Tests.Load;

/// <summary>
/// A call with very many chunks. One chunk is captured over HTTP; the others are rows that repeat its bytes, because capturing them takes
/// a quarter of an hour. A silence follows each chunk, so that no two chunks join.
/// </summary>
internal static class LongCall
{
    /// <summary>The default of Capture:MaxChunksPerCall, with room for the chunks that a test captures itself.</summary>
    public const int Chunks = 199_000;

    public const string Track = "caller";

    /// <summary>Opens the call and stores its chunks.</summary>
    public static async Task StoreAsync(HttpClient client, string dataDirectory, long chat)
    {
        (await client.OpenAsync(chat)).EnsureSuccessStatusCode();
        (await client.StoreAsync(new TestChunk(chat, Track, 0))).EnsureSuccessStatusCode();
        using var database = new EmbeddedDatabase(dataDirectory);
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"""
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {Chunks - 1})
            INSERT INTO chunks
            SELECT k.chat, k.track, n, n * 150000000, k.content_type, k.encoding, k.sample_rate, k.channels, k.frames, k.checksum,
                k.object_key, k.payload_offset, k.block_checksums
            FROM numbers, chunks k JOIN chats c ON c.id = k.chat WHERE c.chat_id = {chat} AND k.sequence = 0;
            UPDATE chats SET chunk_count = {Chunks}, fingerprint = NULL WHERE chat_id = {chat}
            """));
    }

    /// <summary>The next chunk after the stored ones.</summary>
    /// <param name="number">0 for the first.</param>
    public static TestChunk Next(long chat, int number) => new(chat, Track, Chunks + number);
}
