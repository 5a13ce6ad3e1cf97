using System.Security.Cryptography;
using Recordings.Domain;

namespace Recordings.Infrastructure.Disk;

/// <summary>
/// The SHA-256 of pieces that are made one after the other, each hashed on another thread while the next is made: hashing a
/// recording takes about as long as reading and writing it. Disposing waits for what is underway, since it reads the pieces.
/// </summary>
internal sealed class PipelinedSha256 : IAsyncDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Task _last = Task.CompletedTask;

    /// <summary>Hashes the piece after those before it; the piece stays as it is until the task has ended.</summary>
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

    private async Task AppendAsync(Task before, ReadOnlyMemory<byte> piece)
    {
        await before;
        await Task.Run(() => _hash.AppendData(piece.Span));
    }
}
