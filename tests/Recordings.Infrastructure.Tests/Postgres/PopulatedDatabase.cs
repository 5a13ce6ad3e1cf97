using Recordings.Infrastructure.Tests.Sql;

namespace Recordings.Infrastructure.Tests.Postgres;

/// <summary>
/// Years of calls in two thousand workspaces, one of which has every second call. All calls have a file; a few are also due for
/// assembly.
/// </summary>
internal static class PopulatedDatabase
{
    /// <summary>Fills the database and vacuums it as autovacuum would: with statistics and a visibility map.</summary>
    public static async Task FillAsync(string connectionString)
    {
        await PostgresServer.ExecuteAsync(connectionString, GrownDatabase.Script(Rows, GrownDatabase.Chats));
        await PostgresServer.ExecuteAsync(connectionString, "VACUUM (ANALYZE)");
    }

    // Foreign keys are not checked, to save time: the script creates only valid rows.
    private const string Rows = """
        SET session_replication_role = replica;
        INSERT INTO workspaces (uuid, name, recording, created_at)
        SELECT lpad(to_hex(w), 32, '0')::uuid, 'Workspace', true, now() FROM generate_series(0, 1999) w;
        INSERT INTO api_keys (key_id, digest, workspace_uuid, member_id, scopes, created_at)
        SELECT 'key-' || k, CASE k WHEN 2000 THEN decode(repeat('00', 32), 'hex') ELSE sha256(k::text::bytea) END, lpad(to_hex(k % 2000), 32, '0')::uuid, 'm', 'chats:read', now() FROM generate_series(1, 5000) k;
        INSERT INTO chats (workspace_uuid, chat_id, channel, kind, started_at, ended_at, participants, chunk_count, track_count, modified_second, assembly_due, fingerprint, sample_rate, frames)
        SELECT lpad(to_hex(c / 100 % 2000 * (c % 2)), 32, '0')::uuid, c, 'PhoneVoice', 'Standard', now(), now(),
          '[{"Member":"m-17","Role":"customer","Track":"caller"},{"Member":"m-18","Role":"agent","Track":"agent"}]', $chunks, 1, 1, c % 500 = 0, sha256(c::text::bytea), 8000, 800
        FROM generate_series(1, $chats) c;
        INSERT INTO chunks (chat, track, sequence, start_ns, content_type, encoding, sample_rate, channels, frames, checksum, object_key, payload_offset, block_checksums)
        SELECT c, 'caller', s, s * 20000000, 'audio/L16;rate=8000;channels=1', 'Pcm16BigEndian', 8000, 1, 160, sha256(s::text::bytea),
          'workspaces/00000000-0000-0000-0000-000000000000/chats/' || c || '/' || c || '/chunks/' || md5(c::text || '-' || s), 0, '\x0102030405060708090a0b0c0d0e0f1011121314'
        FROM generate_series(1, $chats) c, generate_series(0, $chunks - 1) s;
        INSERT INTO chunks (chat, track, sequence, start_ns, content_type, encoding, sample_rate, channels, frames, checksum, object_key, payload_offset, block_checksums)
        SELECT chat, track, $chunks + s, start_ns, content_type, encoding, sample_rate, channels, frames, checksum, object_key || s, payload_offset, block_checksums
        FROM chunks, generate_series(0, 9999) s WHERE chat = 2 AND sequence = 0;
        INSERT INTO files (chat, fingerprint, base, object_key, size_bytes, checksum, superseded)
        SELECT c, sha256(c::text::bytea), sha256(c::text::bytea), 'workspaces/00000000-0000-0000-0000-000000000000/chats/' || c || '/' || c || '/recording-' || encode(sha256(c::text::bytea), 'hex') || '.wav', 1644, sha256('file'), FALSE
        FROM generate_series(1, $chats) c;
        INSERT INTO file_blocks (chat, fingerprint, checksums) SELECT chat, fingerprint, '\x01020304' FROM files;
        INSERT INTO garbage (object_key, workspace_uuid, chat_id, due_at)
        SELECT 'objects/' || g, lpad(to_hex(g % 2000), 32, '0')::uuid, g, now() + g * interval '1 minute' FROM generate_series(1, 20000) g;
        """;
}
