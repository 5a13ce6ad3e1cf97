using Amazon.S3;
using Recordings.Api.Tests.Running.Backends;

namespace Recordings.Api.Tests.Operations.Doctor;

/// <summary>Creates buckets and databases for one fixture, on the servers that the environment names.</summary>
internal sealed class TestServers : IAsyncDisposable
{
    private readonly TestBucket _bucket = new();
    private readonly List<IAsyncDisposable> _created = [];

    public AmazonS3Client Client => _bucket.Client;

    public Uri Endpoint => new(_bucket.Settings["Storage:S3:Endpoint"]);

    public string SecretKey => _bucket.Settings["Storage:S3:SecretKey"];

    public async Task<string> CreateBucketAsync()
    {
        var bucket = new TestBucket();
        _created.Add(bucket);
        await Client.PutBucketAsync(bucket.Name);
        return bucket.Name;
    }

    /// <summary>A connection string to a new and empty database.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var database = await TestDatabase.CreateAsync();
        _created.Add(database);
        return database.ConnectionString;
    }

    /// <summary>The settings of a service with a bucket of this name. The bucket need not exist.</summary>
    public Dictionary<string, string> Bucket(string name) => new(_bucket.Settings) { ["Storage:S3:Bucket"] = name };

    public async ValueTask DisposeAsync()
    {
        foreach (var created in _created)
            await created.DisposeAsync();
        Client.Dispose();
    }
}
