using Amazon.Runtime;
using Amazon.S3;
using Npgsql;

namespace Recordings.Api.Tests.Doctor;

/// <summary>Buckets and databases of a fixture's own, on the servers that the environment names.</summary>
internal sealed class TestServers : IAsyncDisposable
{
    private readonly string _postgres = Named("RECORDINGS_TEST_POSTGRES");
    private readonly Dictionary<string, string> _s3 =
        Named("RECORDINGS_TEST_S3").Split(';').Select(part => part.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    private readonly List<string> _databases = [];

    public TestServers() => Client = new AmazonS3Client(
        new BasicAWSCredentials(_s3["access_key"], _s3["secret_key"]),
        new AmazonS3Config { ServiceURL = _s3["endpoint"], AuthenticationRegion = _s3["region"], ForcePathStyle = true });

    public AmazonS3Client Client { get; }

    public Uri Endpoint => new(_s3["endpoint"]);

    public string SecretKey => _s3["secret_key"];

    public async Task<string> CreateBucketAsync()
    {
        var name = $"test-{Guid.NewGuid():N}";
        await Client.PutBucketAsync(name);
        return name;
    }

    /// <summary>A connection string to a new and empty database.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"recordings_test_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        _databases.Add(name);
        return new NpgsqlConnectionStringBuilder(_postgres) { Database = name }.ToString();
    }

    public Dictionary<string, string> Bucket(string name) => new()
    {
        ["Storage:Provider"] = "S3",
        ["Storage:S3:Endpoint"] = _s3["endpoint"],
        ["Storage:S3:Region"] = _s3["region"],
        ["Storage:S3:AccessKey"] = _s3["access_key"],
        ["Storage:S3:SecretKey"] = _s3["secret_key"],
        ["Storage:S3:Bucket"] = name,
    };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        foreach (var name in _databases)
            await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static string Named(string variable)
    {
        var server = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(server))
            Assert.Ignore($"{variable} names no server.");
        return server!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_postgres + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
