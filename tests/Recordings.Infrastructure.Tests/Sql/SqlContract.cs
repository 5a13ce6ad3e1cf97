using System.Security.Cryptography;
using System.Text;
using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;
using Recordings.Infrastructure.Sql;

namespace Recordings.Infrastructure.Tests.Sql;

/// <summary>The base of the contract suites for databases. The tests of each database inherit every suite.</summary>
public abstract class SqlContract
{
    protected const int NoLimit = 1_000_000;

    /// <summary>A whole second. Other tests check finer times.</summary>
    protected static readonly DateTimeOffset Now = new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);

    protected static readonly DateTimeOffset Later = Now.AddHours(1);

    protected IDatabase Database => SharedDatabase;

    protected ICallWriter Calls { get; private set; } = null!;

    protected IRecordings Recordings { get; private set; } = null!;

    protected IDeletionQueue DeletionQueue { get; private set; } = null!;

    protected IWorkspaces Workspaces { get; private set; } = null!;

    protected ICredentials Credentials { get; private set; } = null!;

    /// <summary>Each test has its own workspace, so tests can share a database.</summary>
    protected WorkspaceId Workspace { get; private set; }

    protected ChatId Chat { get; } = new(48213);

    private protected SqlDatabase SharedDatabase { get; private set; } = null!;

    /// <summary>Creates an empty database for the fixture, without a schema.</summary>
    private protected abstract Task<SqlDatabase> CreateDatabaseAsync();

    protected abstract Task DropDatabaseAsync();

    [OneTimeSetUp]
    public async Task CreateAndMigrate()
    {
        SharedDatabase = await CreateDatabaseAsync();
        await SharedDatabase.MigrateAsync(default);
        Calls = new SqlCallWriter(SharedDatabase);
        Recordings = new SqlRecordings(SharedDatabase);
        DeletionQueue = new SqlDeletionQueue(SharedDatabase);
        Workspaces = new SqlWorkspaces(SharedDatabase);
        Credentials = new SqlCredentials(SharedDatabase);
    }

    [OneTimeTearDown]
    public Task Drop() => DropDatabaseAsync();

    [SetUp]
    public async Task AddWorkspace() => Workspace = await AddWorkspaceAsync();

    protected async Task<WorkspaceId> AddWorkspaceAsync(bool recording = true)
    {
        var workspace = new WorkspaceId(Guid.NewGuid());
        await Workspaces.AddAsync(new Workspace(workspace, "Test", recording), Now, default);
        return workspace;
    }

    protected static ChatDescription Description(
        Channel channel = Channel.PhoneVoice, ChatKind kind = ChatKind.Standard, string? owner = null, DateTimeOffset? startedAt = null) =>
        new(channel, kind, owner is null ? null : MemberId.From(owner), startedAt ?? Now.AddMinutes(-5), []);

    protected static Chunk ChunkOf(int sequence, string track = "caller", int seed = 0) => new()
    {
        Track = TrackName.From(track),
        Sequence = sequence,
        Start = new MediaTime(sequence * 20_000_000L),
        ContentType = "audio/L16;rate=8000;channels=1",
        Format = new AudioFormat(SampleEncoding.Pcm16BigEndian, SampleRate.FromHertz(8000), 1),
        Frames = 160,
        Checksum = Digest($"{track}/{sequence}/{seed}"),
        Payload = new ChunkPayload($"objects/{track}/{sequence}/{seed}", 0, new uint[] { 1, 0x80000000, uint.MaxValue }),
    };

    protected static Sha256 Digest(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    protected static RecordingSummary Summary(string name) => new(Digest(name), SampleRate.FromHertz(8000), 480_000);

    protected async Task<ChatKey> OpenCallAsync(ChatDescription? description = null)
    {
        await Calls.AddAsync(Workspace, Chat, description ?? Description(), default);
        return (await FindAsync()).Key;
    }

    protected async Task<ChatKey> EndedCallAsync(int chunks = 1, DateTimeOffset? completedAt = null)
    {
        var call = await OpenCallAsync();
        for (var sequence = 0; sequence < chunks; sequence++)
            await AddAsync(call, ChunkOf(sequence));
        await Calls.CompleteAsync(call, Now, completedAt ?? Now, default);
        return call;
    }

    protected Task<AddChunkOutcome> AddAsync(
        ChatKey call, Chunk chunk, int maxChunks = NoLimit, int maxTracks = NoLimit, DateTimeOffset? now = null) =>
        Calls.AddChunkAsync(call, chunk, new CallLimits(maxChunks, maxTracks), now ?? Now, Later, default);

    protected async Task<Recording> FindAsync() =>
        await Recordings.FindAsync(Workspace, Chat, default) ?? throw new AssertionException("There is no such chat.");

    /// <summary>Stores the file that is assembled from all current chunks.</summary>
    protected async Task<RenditionFile> KeepFileAsync(ChatKey call, string name = "file")
    {
        var before = await FindAsync();
        await Recordings.KeepSummaryAsync(call, before.ChunkCount, Summary(name), default);
        var file = FileOf(call, name);
        await Recordings.KeepFileAsync(await FindAsync(), StoredOf(file), Now, Later, default);
        return file;
    }

    /// <summary>The file with checksums of two blocks.</summary>
    protected static StoredFile StoredOf(RenditionFile file) => new(file, new uint[] { 7, uint.MaxValue });

    protected RenditionFile FileOf(ChatKey call, string name) =>
        new(ObjectKeys.File(Workspace, Chat, call, Digest(name)), Digest(name), 960_044, Digest(name + "'s bytes"));

    /// <summary>The due keys of this test's workspace.</summary>
    protected async Task<string[]> DueAsync(DateTimeOffset now) =>
        [.. (await DeletionQueue.FindDueAsync(now, NoLimit, default))
            .Where(key => key.Contains($"/{Workspace}/", StringComparison.Ordinal))];
}
