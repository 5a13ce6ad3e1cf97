using System.Buffers.Binary;
using System.Security.Cryptography;
using Npgsql;
using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Chats;

namespace Recordings.Infrastructure.Postgres;

/// <summary>
/// An advisory lock, held by a dedicated session. The server queues waiting sessions, and releases the lock when the holder's
/// connection ends for any reason. A holder that lost the lock does no harm: both processes write the same bytes under the same key.
/// </summary>
internal sealed class PostgresAssemblyLock(PostgresConnections connections) : IAssemblyLock
{
    private const string TryLock = "SELECT pg_try_advisory_lock($1)";

    // SELECT TRUE: the function returns void, and the caller needs a value.
    private const string WaitForLock = "SELECT TRUE FROM pg_advisory_lock($1)";

    public Task<IAsyncDisposable?> TryAcquireAsync(ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken) =>
        LockAsync(new NpgsqlCommand(TryLock), chat, fingerprint, cancellationToken);

    public async Task<IAsyncDisposable> AcquireAsync(ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return (await LockAsync(new NpgsqlCommand(WaitForLock), chat, fingerprint, cancellationToken))!;
            }
            catch (DependencyUnavailableException fault) when (
                fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable })
            {
                // The server answers and the lock is still held: wait again. Any other fault ends the wait.
            }
        }
    }

    private async Task<IAsyncDisposable?> LockAsync(
        NpgsqlCommand lockCommand, ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken)
    {
        await using var command = lockCommand;
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

    /// <summary>64 bits of a digest. Two recordings with the same number, which is very unlikely, only wait for each other.</summary>
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
