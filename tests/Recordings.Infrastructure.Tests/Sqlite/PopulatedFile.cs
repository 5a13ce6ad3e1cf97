using Dapper;
using Microsoft.Data.Sqlite;
using Recordings.Infrastructure.Tests.Sql;

namespace Recordings.Infrastructure.Tests.Sqlite;

/// <summary>Fills the embedded database with years of calls: the same rows as in PostgreSQL.</summary>
internal static class PopulatedFile
{
    public static async Task FillAsync(string file, int chats)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.ExecuteAsync(GrownDatabase.Script(Rows, chats), commandTimeout: 0);
    }

    private const string Rows = """
        PRAGMA foreign_keys = OFF;
        PRAGMA synchronous = OFF;
        PRAGMA temp_store = MEMORY;
        BEGIN;
        CREATE TEMP TABLE n AS WITH RECURSIVE count(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM count WHERE n < MAX($chats, 20000)) SELECT n FROM count;
        CREATE TEMP TABLE s AS SELECT n FROM n WHERE n < $chunks;
        INSERT INTO workspaces (uuid, name, recording, created_at)
        SELECT printf('00000000-0000-0000-0000-%012X', n), 'Workspace', TRUE, '2026-11-22 07:00:00+00:00' FROM n WHERE n < 2000;
        INSERT INTO api_keys (key_id, digest, workspace_uuid, member_id, scopes, created_at)
        SELECT 'key-' || n, CASE n WHEN 2000 THEN zeroblob(32) ELSE randomblob(32) END, printf('00000000-0000-0000-0000-%012X', n % 2000), 'm', 'chats:read', '2026-11-22 07:00:00+00:00' FROM n WHERE n BETWEEN 1 AND 5000;
        INSERT INTO chats (workspace_uuid, chat_id, channel, kind, started_at, ended_at, participants, chunk_count, track_count, modified_second, assembly_due, fingerprint, sample_rate, frames)
        SELECT printf('00000000-0000-0000-0000-%012X', n / 100 % 2000 * (n % 2)), n, 'PhoneVoice', 'Standard', '2026-11-22 07:00:00+00:00', '2026-11-22 07:10:00+00:00',
          '[{"Member":"m-17","Role":"customer","Track":"caller"},{"Member":"m-18","Role":"agent","Track":"agent"}]', $chunks, 1, 1, n % 500 = 0, CAST(printf('%032d', n) AS BLOB), 8000, 800
        FROM n WHERE n BETWEEN 1 AND $chats;
        INSERT INTO chunks (chat, track, sequence, start_ns, content_type, encoding, sample_rate, channels, frames, checksum, object_key, payload_offset, block_checksums)
        SELECT c.n, 'caller', s.n, s.n * 20000000, 'audio/L16;rate=8000;channels=1', 'Pcm16BigEndian', 8000, 1, 160, CAST(printf('%032d', s.n) AS BLOB),
          printf('workspaces/00000000-0000-0000-0000-000000000000/chats/%d/%d/chunks/%032x', c.n, c.n, c.n * 10 + s.n), 0, zeroblob(20)
        FROM n c CROSS JOIN s WHERE c.n BETWEEN 1 AND $chats;
        INSERT INTO files (chat, fingerprint, base, object_key, size_bytes, checksum, superseded)
        SELECT n, CAST(printf('%032d', n) AS BLOB), CAST(printf('%032d', n) AS BLOB), printf('workspaces/00000000-0000-0000-0000-000000000000/chats/%d/%d/recording-%064x.wav', n, n, n), 1644, zeroblob(32), FALSE
        FROM n WHERE n BETWEEN 1 AND $chats;
        INSERT INTO file_blocks (chat, fingerprint, checksums) SELECT chat, fingerprint, zeroblob(4) FROM files;
        INSERT INTO garbage (object_key, workspace_uuid, chat_id, due_at)
        SELECT 'objects/' || n, printf('00000000-0000-0000-0000-%012X', n % 2000), n, '2026-11-22 07:00:00+00:00' FROM n WHERE n BETWEEN 1 AND 20000;
        COMMIT;
        PRAGMA wal_checkpoint(TRUNCATE);
        """;
}
