using System.Security.Cryptography;
using Recordings.Application.Ports;
using Recordings.Domain;

namespace Recordings.Infrastructure.Checksums;

/// <summary>
/// Computes the checksums of consecutive pieces. Each piece is hashed on another thread while the caller makes the next one.
/// Hashing a recording takes about as long as reading and writing it. Disposing waits for the running hash, which still reads
/// the pieces.
/// </summary>
internal sealed class PipelinedChecksums : IAsyncDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly BlockChecksums _blocks = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Hashes the piece after all earlier pieces. The caller must not change the piece until the task ends.</summary>
    public Task Append(ReadOnlyMemory<byte> piece) => _last = AppendAsync(_last, piece);

    /// <summary>The checksums of all pieces.</summary>
    public async Task<ContentChecksums> FinishAsync()
    {
        await _last;
        return new ContentChecksums(new Sha256(_hash.GetCurrentHash()), _blocks.Finish());
    }

    public async ValueTask DisposeAsync()
    {
        await _last;
        _hash.Dispose();
    }

    private async Task AppendAsync(Task previous, ReadOnlyMemory<byte> piece)
    {
        await previous;
        await Task.Run(() =>
        {
            _blocks.Append(piece.Span);
            _hash.AppendData(piece.Span);
        });
    }
}
