using System.Security.Cryptography;
using Recordings.Domain;

namespace Recordings.Infrastructure.Disk;

/// <summary>
/// Computes the SHA-256 of consecutive pieces. Each piece is hashed on another thread while the caller makes the next one.
/// Hashing a recording takes about as long as reading and writing it. Disposing waits for the running hash, which still reads
/// the pieces.
/// </summary>
internal sealed class PipelinedSha256 : IAsyncDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Task _last = Task.CompletedTask;

    /// <summary>Hashes the piece after all earlier pieces. The caller must not change the piece until the task ends.</summary>
    public Task Append(ReadOnlyMemory<byte> piece) => _last = AppendAsync(_last, piece);

    /// <summary>The checksum of all pieces.</summary>
    public async Task<Sha256> FinishAsync()
    {
        await _last;
        return new Sha256(_hash.GetCurrentHash());
    }

    public async ValueTask DisposeAsync()
    {
        await _last;
        _hash.Dispose();
    }

    private async Task AppendAsync(Task previous, ReadOnlyMemory<byte> piece)
    {
        await previous;
        await Task.Run(() => _hash.AppendData(piece.Span));
    }
}
