using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Infrastructure.Postgres;

namespace Recordings.Infrastructure.Tests.Postgres;

[TestFixture]
[Category(PostgresServer.Category)]
[CancelAfter(30_000)]
public sealed class PostgresAssemblyLockTests
{
    private const string AdvisoryLocks =
        " FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE d.datname = current_database() AND locktype = 'advisory'";

    private const string CountWaiting = "SELECT count(*)::int" + AdvisoryLocks + " AND NOT granted";
    private const string CountHeld = "SELECT count(*)::int" + AdvisoryLocks + " AND granted";
    private const string EndHolder = "SELECT pg_terminate_backend(pid)" + AdvisoryLocks + " AND granted";

    private static readonly Sha256 Fingerprint = new(SHA256.HashData(Encoding.UTF8.GetBytes("one")));
    private static readonly Sha256 Other = new(SHA256.HashData(Encoding.UTF8.GetBytes("other")));

    private readonly PostgresServer _server = new();
    private PostgresConnections _connections = null!;
    private NpgsqlConnection _watcher = null!;

    [OneTimeSetUp]
    public async Task CreateDatabase()
    {
        _connections = await _server.CreateDatabaseAsync();
        _watcher = new NpgsqlConnection(_connections.Pooled);
        await _watcher.OpenAsync();
    }

    [OneTimeTearDown]
    public async Task Drop()
    {
        if (_watcher is not null)
            await _watcher.DisposeAsync();
        await _server.DropAsync();
    }

    [Test]
    public async Task AcquireAsync_HeldByAnotherReplica_WaitsUntilItIsFree(CancellationToken cancellationToken)
    {
        var first = await AcquireAsync(1, Fingerprint, cancellationToken);
        var second = AcquireAsync(1, Fingerprint, cancellationToken);
        await UntilAsync(CountWaiting, 1, cancellationToken);
        Assert.That(second.IsCompleted, Is.False);

        await first.DisposeAsync();

        await (await second).DisposeAsync();
    }

    [Test]
    public async Task TryAcquireAsync_HeldByAnotherReplica_IsNullUntilItIsFree(CancellationToken cancellationToken)
    {
        var first = await TryAcquireAsync(cancellationToken);
        Assert.That(first, Is.Not.Null);
        Assert.That(await TryAcquireAsync(cancellationToken), Is.Null);

        await first!.DisposeAsync();
        await UntilAsync(CountHeld, 0, cancellationToken);

        await using var second = await TryAcquireAsync(cancellationToken);
        Assert.That(second, Is.Not.Null);
    }

    [Test]
    public async Task AcquireAsync_HeldBeyondCommandTimeout_KeepsWaiting(CancellationToken cancellationToken)
    {
        var shortTimeout = new PostgresAssemblyLock(PostgresServer.Connections($"{_connections.Pooled};Command Timeout=1"));
        var first = await AcquireAsync(1, Fingerprint, cancellationToken);
        var second = shortTimeout.AcquireAsync(new ChatKey(1), Fingerprint, cancellationToken);
        await UntilAsync(CountWaiting, 1, cancellationToken);
        await UntilAsync(CountWaiting, 0, cancellationToken);
        await UntilAsync(CountWaiting, 1, cancellationToken);

        await first.DisposeAsync();

        await (await second).DisposeAsync();
    }

    [Test]
    public async Task AcquireAsync_AnotherRecording_DoesNotWait(CancellationToken cancellationToken)
    {
        await using var first = await AcquireAsync(1, Fingerprint, cancellationToken);

        await using var otherVersion = await AcquireAsync(1, Other, cancellationToken);
        await using var otherChat = await AcquireAsync(2, Fingerprint, cancellationToken);

        Assert.That(await _watcher.ExecuteScalarAsync<int>(CountHeld), Is.EqualTo(3));
    }

    [Test]
    public async Task AcquireAsync_HolderLosesConnection_NextAcquires(CancellationToken cancellationToken)
    {
        await using var lost = await AcquireAsync(1, Fingerprint, cancellationToken);
        var next = AcquireAsync(1, Fingerprint, cancellationToken);
        await UntilAsync(CountWaiting, 1, cancellationToken);

        await _watcher.ExecuteAsync(EndHolder);

        await (await next).DisposeAsync();
    }

    [Test]
    public async Task DisposeAsync_ConnectionLost_DoesNotThrow(CancellationToken cancellationToken)
    {
        var held = await AcquireAsync(1, Fingerprint, cancellationToken);
        await _watcher.ExecuteAsync(EndHolder);

        Assert.DoesNotThrowAsync(async () => await held.DisposeAsync());
    }

    [Test]
    public async Task AcquireAsync_CancelledWhileWaiting_StopsWaiting(CancellationToken cancellationToken)
    {
        await using var held = await AcquireAsync(1, Fingerprint, cancellationToken);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = AcquireAsync(1, Fingerprint, cancelled.Token);
        await UntilAsync(CountWaiting, 1, cancellationToken);

        await cancelled.CancelAsync();

        Assert.CatchAsync<OperationCanceledException>(() => waiting);
        await UntilAsync(CountWaiting, 0, cancellationToken);
    }

    [Test]
    public void AcquireAsync_ServerUnreachable_IsUnavailable() => Assert.ThrowsAsync<DependencyUnavailableException>(
        () => new PostgresAssemblyLock(PostgresServer.Connections("Host=127.0.0.1;Port=1;Username=unused"))
            .AcquireAsync(new ChatKey(1), Fingerprint, default));

    /// <summary>Each call uses its own lock object, like another process.</summary>
    private Task<IAsyncDisposable> AcquireAsync(long chat, Sha256 fingerprint, CancellationToken cancellationToken) =>
        new PostgresAssemblyLock(_connections).AcquireAsync(new ChatKey(chat), fingerprint, cancellationToken);

    private Task<IAsyncDisposable?> TryAcquireAsync(CancellationToken cancellationToken) =>
        new PostgresAssemblyLock(_connections).TryAcquireAsync(new ChatKey(1), Fingerprint, cancellationToken);

    private async Task UntilAsync(string count, int expected, CancellationToken cancellationToken)
    {
        while (await _watcher.ExecuteScalarAsync<int>(count) != expected)
            cancellationToken.ThrowIfCancellationRequested();
    }
}
