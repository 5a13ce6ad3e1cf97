using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.S3;

/// <summary>Reads ranges of objects with a bounded number of concurrent requests.</summary>
internal sealed class RangedReader(S3Bucket bucket)
{
    private const int MaxParallel = 16;

    /// <exception cref="ObjectUnreadableException">An object is missing or too short.</exception>
    public async Task ReadAsync(IReadOnlyList<ObjectRead> reads, CancellationToken cancellationToken)
    {
        var plan = RangedRead.Plan(reads);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken };
        if (plan.Count == 1)
            await ReadAsync(plan[0], cancellationToken);
        else
            await Parallel.ForEachAsync(plan, parallel, async (read, token) => await ReadAsync(read, token));
    }

    private Task ReadAsync(RangedRead read, CancellationToken cancellationToken) =>
        bucket.Calls.RunAsync(read.Length, token => FillAsync(read, token), cancellationToken);

    private async Task<bool> FillAsync(RangedRead read, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await bucket.Client.GetObjectAsync(
                new GetObjectRequest
                {
                    BucketName = bucket.Name,
                    Key = read.ObjectKey,
                    ByteRange = new ByteRange(read.Offset, read.Offset + read.Length - 1),
                },
                cancellationToken);
            Check(read, response);

            await using var body = response.ResponseStream;
            foreach (var destination in read.Destinations)
                await body.ReadExactlyAsync(destination, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception fault) when (S3Faults.IsMissing(fault) || S3Faults.IsShort(fault))
        {
            throw new ObjectUnreadableException(read.ObjectKey);
        }
    }

    /// <summary>Checks that the response holds the requested range: a store that ignores the range would return other bytes.</summary>
    private static void Check(RangedRead read, GetObjectResponse response)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"bytes {read.Offset}-");
        if (response.ContentRange is null ? read.Offset > 0 : !response.ContentRange.StartsWith(expected, StringComparison.Ordinal))
            throw new IOException("The object store answered another range.");
        if (response.ContentLength < read.Length)
            throw new ObjectUnreadableException(read.ObjectKey);
    }
}
