using Recordings.Api.Configuration;
using Recordings.Application.Ports;

namespace Recordings.Api.Doctor;

/// <summary>Tries the configured database and store for real, with an object of its own that it removes again.</summary>
internal sealed class Examination(ConfigurationCheck configuration, IDatabase database, IAudioStore store, LinkExamination links)
{
    private const int SampleBytes = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async IAsyncEnumerable<Finding> RunAsync()
    {
        foreach (var error in configuration.FindErrors())
            yield return new Finding("configuration", error, null);

        yield return await TryAsync("database: schema up to date", database.MigrateAsync, "See ConnectionStrings:Recordings and the database's log.");
        yield return await TryAsync("database: reachable and writable", database.CheckAsync, "See the database's free space and permissions.");

        var sample = new byte[SampleBytes];
        Random.Shared.NextBytes(sample);
        var key = $"workspaces/{Guid.NewGuid()}/doctor/{Guid.NewGuid():N}";
        var written = await TryAsync("store: write", token => WriteAsync(key, sample, token), "See Storage:*, the bucket's policy and free space.");
        yield return written;
        if (!written.IsGood)
            yield break;

        yield return await TryAsync("store: read back whole", token => ReadWholeAsync(key, sample, token), "The store does not give back what it took.");
        yield return await TryAsync("store: read a range", token => ReadRangeAsync(key, sample, token), "The store must honour Range requests.");
        await foreach (var finding in links.RunAsync(key, sample, Patience))
            yield return finding;
        yield return await TryAsync("store: delete", token => store.DeleteAsync(key, token), "The key must be allowed to delete objects.");
    }

    private static async Task<Finding> TryAsync(string check, Func<CancellationToken, Task> action, string remedy)
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await action(timeout.Token);
            return Finding.Good(check);
        }
        catch (Exception fault) when (fault is DependencyUnavailableException or InvalidDataException or OperationCanceledException)
        {
            return new Finding(check, (fault.InnerException ?? fault).Message, remedy);
        }
    }

    private async Task WriteAsync(string key, byte[] sample, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(sample);
        await using var staged = await store.StageAsync(body, sample.Length, cancellationToken)
            ?? throw new InvalidDataException("The sample was found too long.");
        await staged.CommitAsync(key, cancellationToken);
    }

    private async Task ReadWholeAsync(string key, byte[] sample, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenAsync(key, cancellationToken) ?? throw new InvalidDataException("The object is not there.");
        var read = new byte[sample.Length];
        await content.ReadExactlyAsync(read, cancellationToken);
        if (!read.AsSpan().SequenceEqual(sample))
            throw new InvalidDataException("The object's bytes differ.");
    }

    private async Task ReadRangeAsync(string key, byte[] sample, CancellationToken cancellationToken)
    {
        var (offset, range) = (1000, new byte[5000]);
        await store.ReadAsync([new ObjectRead(key, offset, range)], cancellationToken);
        if (!range.AsSpan().SequenceEqual(sample.AsSpan(offset, range.Length)))
            throw new InvalidDataException("The range's bytes differ.");
    }
}
