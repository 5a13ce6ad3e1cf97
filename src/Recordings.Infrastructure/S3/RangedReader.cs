using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.S3;

/// <summary>Reads stretches of objects, a bounded number at once.</summary>
internal sealed class RangedReader(S3Bucket bucket)
{
    private const int AtOnce = 16;

    /// <exception cref="ObjectUnreadableException">An object is gone or too short.</exception>
    public async Task ReadAsync(IReadOnlyList<ObjectRead> reads, CancellationToken cancellationToken)
    {
        var plan = RangedRead.Plan(reads);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
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
            using var answer = await bucket.Client.GetObjectAsync(
                new GetObjectRequest
                {
                    BucketName = bucket.Name,
                    Key = read.ObjectKey,
                    ByteRange = new ByteRange(read.Offset, read.Offset + read.Length - 1),
                },
                cancellationToken);
            Check(read, answer);

            await using var body = answer.ResponseStream;
            foreach (var destination in read.Destinations)
                await body.ReadExactlyAsync(destination, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception fault) when (S3Faults.IsMissing(fault) || S3Faults.IsShort(fault))
        {
            throw new ObjectUnreadableException(read.ObjectKey);
        }
    }

    /// <summary>Bytes of another place must never pass for these.</summary>
    private static void Check(RangedRead read, GetObjectResponse answer)
    {
        var begins = string.Create(CultureInfo.InvariantCulture, $"bytes {read.Offset}-");
        if (answer.ContentRange is null ? read.Offset > 0 : !answer.ContentRange.StartsWith(begins, StringComparison.Ordinal))
            throw new IOException("The object store answered another range.");
        if (answer.ContentLength < read.Length)
            throw new ObjectUnreadableException(read.ObjectKey);
    }
}
