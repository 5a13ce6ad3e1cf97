namespace Recordings.Api.Tests.Running.Backends;

/// <summary>Tests links that the service signs and serves. It does so only for the file store, so runs on S3 omit the test.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class FilesOnlyAttribute() : CategoryAttribute(Category)
{
    public const string Category = "FilesOnly";
}
