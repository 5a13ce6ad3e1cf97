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
    private const string TryLock = "SELECT pg_try_advisory_lock($1)";

    // In a statement that always has a row: the function itself answers nothing.
    private const string TakeLock = "SELECT TRUE FROM pg_advisory_lock($1)";

    public Task<IAsyncDisposable?> TryAcquireAsync(ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken) =>
        TakeAsync(new NpgsqlCommand(TryLock), chat, fingerprint, cancellationToken);

    public async Task<IAsyncDisposable> AcquireAsync(ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return (await TakeAsync(new NpgsqlCommand(TakeLock), chat, fingerprint, cancellationToken))!;
            }
            catch (DependencyUnavailableException still) when (still.InnerException is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable })
            {
                // The server is there and the lock is still held. A session that is not told so leads nowhere, and ends this wait.
            }
        }
    }

    private async Task<IAsyncDisposable?> TakeAsync(NpgsqlCommand taking, ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken)
    {
        await using var command = taking;
        NpgsqlConnection? session = new(connections.Dedicated);
        try
        {
            await session.OpenAsync(cancellationToken);
            command.Connection = session;
            command.Parameters.Add(new() { Value = LockNumber(chat, fingerprint) });
            if (await command.ExecuteScalarAsync(cancellationToken) is not true)
                return null;

            var held = session;
            session = null;
            return held;
        }
        catch (Exception fault) when (PostgresFaults.IsUnavailable(fault) && !cancellationToken.IsCancellationRequested)
        {
            throw new DependencyUnavailableException(Dependency.Database, fault);
        }
        finally
        {
            if (session is not null)
                await session.DisposeAsync();
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
