using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.S3;
using Amazon.S3.Model;
using Recordings.Api.Tests.Architecture;

namespace Recordings.Api.Tests.Operations.Doctor;

/// <summary>The files of deploy/s3. Unknown fields fail, as they do in the programs that read these files.</summary>
internal static class BucketRules
{
    private static readonly JsonSerializerOptions Strict = new() { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static Task ApplyCorsAsync(AmazonS3Client client, string bucket) => client.PutCORSConfigurationAsync(
        bucket, new CORSConfiguration { Rules = Read<CorsFile>("cors.json").CORSRules });

    public static Task ApplyLifecycleAsync(AmazonS3Client client, string bucket) => client.PutLifecycleConfigurationAsync(
        bucket, new LifecycleConfiguration { Rules = [.. Read<LifecycleFile>("lifecycle.json").Rules.Select(RuleOf)] });

    private static T Read<T>(string name) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(Sources.Root, "deploy", "s3", name)), Strict)!;

    private static LifecycleRule RuleOf(LifecycleEntry entry) => new()
    {
        Id = entry.ID,
        Status = LifecycleRuleStatus.FindValue(entry.Status),
        Filter = new LifecycleFilter { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = entry.Filter.Prefix } },
        AbortIncompleteMultipartUpload =
            new LifecycleRuleAbortIncompleteMultipartUpload { DaysAfterInitiation = entry.AbortIncompleteMultipartUpload.DaysAfterInitiation },
    };

    private sealed record CorsFile(List<CORSRule> CORSRules);

    private sealed record LifecycleFile(List<LifecycleEntry> Rules);

    private sealed record LifecycleEntry(string ID, string Status, PrefixFilter Filter, Abort AbortIncompleteMultipartUpload);

    private sealed record PrefixFilter(string Prefix);

    private sealed record Abort(int DaysAfterInitiation);
}
