using System.Globalization;

namespace Recordings.Infrastructure.Tests.Postgres;

/// <summary>Years of calls: five chunks each, of two hundred workspaces, some of them assembled, a few waiting.</summary>
internal static class PopulatedDatabase
{
    /// <summary>The workspace of every second chat.</summary>
    public static readonly Guid Workspace = Guid.Parse("00000000-0000-0000-0000-000000000000");

    public static Task FillAsync(string connectionString, int chats) =>
        PostgresServer.ExecuteAsync(connectionString, Script.Replace("$chats", chats.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

    // Constraints between tables are not checked row by row here: the rows are right by their making.
    private const string Script = """
        SET session_replication_role = replica;
        SET synchronous_commit = off;
        INSERT INTO workspaces (uuid, name, recording, created_at)
        SELECT lpad(to_hex(w), 32, '0')::uuid, 'Workspace', true, now() FROM generate_series(0, 1999) w;
        INSERT INTO api_keys (key_id, digest, workspace_uuid, member_id, scopes, created_at)
        SELECT 'key-' || k, sha256(k::text::bytea), lpad(to_hex(k % 2000), 32, '0')::uuid, 'm', 'chats:read', now() FROM generate_series(1, 5000) k;
        INSERT INTO chats (workspace_uuid, chat_id, channel, kind, started_at, ended_at, participants, chunk_count, modified_second, assembly_due, fingerprint, sample_rate, frames)
        SELECT lpad(to_hex(c / 100 % 2000 * (c % 2)), 32, '0')::uuid, c, 'PhoneVoice', 'Standard', now(), now(), '[]', 5, 1, c % 20000 = 0, sha256(c::text::bytea), 8000, 800
        FROM generate_series(1, $chats) c;
        INSERT INTO chunks (chat, track, sequence, start_ns, content_type, encoding, sample_rate, channels, frames, checksum, object_key, payload_offset, block_checksums)
        SELECT c, 'caller', s, s * 20000000, 'audio/L16;rate=8000;channels=1', 'Pcm16BigEndian', 8000, 1, 160, '\x00', 'objects/' || c || '/' || s, 0, '\x00000000'
        FROM generate_series(1, $chats) c, generate_series(0, 4) s;
        INSERT INTO files (chat, fingerprint, object_key, size_bytes, checksum)
        SELECT c, sha256(c::text::bytea), 'files/' || c, 1644, sha256('file') FROM generate_series(1, $chats) c;
        INSERT INTO garbage (object_key, workspace_uuid, chat_id, due_at)
        SELECT 'objects/' || g, lpad(to_hex(g % 2000), 32, '0')::uuid, g, now() + g * interval '1 minute' FROM generate_series(1, 20000) g;
        ANALYZE;
        """;
}
