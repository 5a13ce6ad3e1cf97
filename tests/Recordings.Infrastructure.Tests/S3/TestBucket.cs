using Recordings.Application.Ports;
using Recordings.Infrastructure.S3;
using Recordings.Infrastructure.Tests.Disk;
using MicrosoftOptions = Microsoft.Extensions.Options.Options;

namespace Recordings.Infrastructure.Tests.S3;

/// <summary>A bucket for one test on the server that RECORDINGS_TEST_S3 names; without the variable the test is ignored.</summary>
internal sealed class TestBucket : IDisposable
{
    private readonly TemporaryData _data = new();

    private TestBucket(S3Options options)
    {
        Options = options;
        var wrapped = MicrosoftOptions.Create(options);
        Bucket = new S3Bucket(wrapped, new S3Calls(wrapped, TimeProvider.System));
        var upload = new S3Upload(Bucket);
        Store = new S3AudioStore(Bucket, upload, new S3Assembly(Bucket, upload), new RangedReader(Bucket), _data.Directory);
    }

    public S3Options Options { get; }

    public S3Bucket Bucket { get; }

    public IAudioStore Store { get; }

    public string Staging => _data.Directory.Staging;

    public static Uri Endpoint => new(Setting("endpoint"));

    /// <summary>Creates a bucket and connects to it directly.</summary>
    public static async Task<TestBucket> CreateAsync()
    {
        var bucket = new TestBucket(OptionsFor(Endpoint, $"test-{Guid.NewGuid():N}", TimeSpan.FromSeconds(10)));
        await bucket.Store.PrepareAsync(CancellationToken.None);
        return bucket;
    }

    /// <summary>Uses the options without creating the bucket.</summary>
    public static TestBucket Create(S3Options options) => new(options);

    /// <summary>Connects to the same bucket through another endpoint.</summary>
    public TestBucket Through(Uri endpoint, TimeSpan timeout) => new(OptionsFor(endpoint, Options.Bucket, timeout));

    public void Dispose()
    {
        Bucket.Dispose();
        _data.Dispose();
    }

    private static S3Options OptionsFor(Uri endpoint, string bucket, TimeSpan timeout) => new()
    {
        Endpoint = endpoint.ToString(),
        Region = Setting("region"),
        Bucket = bucket,
        AccessKey = Setting("access_key"),
        SecretKey = Setting("secret_key"),
        Timeout = timeout,
    };

    private static string Setting(string name)
    {
        var connection = Environment.GetEnvironmentVariable("RECORDINGS_TEST_S3");
        if (string.IsNullOrEmpty(connection))
            Assert.Ignore("RECORDINGS_TEST_S3 names no S3 server.");

        return connection!.Split(';').Select(part => part.Split('=', 2)).Single(pair => pair[0] == name)[1];
    }
}
