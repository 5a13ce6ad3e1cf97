using System.Buffers.Binary;
using System.Security.Cryptography;
using Npgsql;
using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Chats;

namespace Recordings.Infrastructure.Postgres;

/// <summary>
/// An advisory lock of a session of its own: the server queues those who wait, and frees it when the holder's connection ends,
/// however it ends. A holder that lost it unnoticed does no harm: both would write the same bytes under the same key.
/// </summary>
internal sealed class PostgresAssemblyLock(PostgresConnections connections) : IAssemblyLock
{
    private const string TakeLock = "SELECT pg_advisory_lock($1)";

    public async Task<IAsyncDisposable> AcquireAsync(ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken)
    {
        var session = new NpgsqlConnection(connections.Dedicated);
        try
        {
            await session.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand(TakeLock, session) { Parameters = { new() { Value = LockNumber(chat, fingerprint) } } };
            await command.ExecuteNonQueryAsync(cancellationToken);
            return session;
        }
        catch (Exception fault)
        {
            await session.DisposeAsync();
            if (PostgresFaults.IsUnavailable(fault) && !cancellationToken.IsCancellationRequested)
                throw new DependencyUnavailableException(Dependency.Database, fault);
            throw;
        }
    }

    /// <summary>64 bits of a digest: two recordings that share one, which is next to impossible, wait for each other.</summary>
    private static long LockNumber(ChatKey chat, Sha256 fingerprint)
    {
        Span<byte> name = stackalloc byte[sizeof(long) + Sha256.Length];
        BinaryPrimitives.WriteInt64BigEndian(name, chat.Value);
        fingerprint.ToArray().CopyTo(name[sizeof(long)..]);

        Span<byte> digest = stackalloc byte[Sha256.Length];
        SHA256.HashData(name, digest);
        return BinaryPrimitives.ReadInt64BigEndian(digest);
    }
}
