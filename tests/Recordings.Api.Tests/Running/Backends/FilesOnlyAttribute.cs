namespace Recordings.Api.Tests.Running.Backends;

/// <summary>About links that the service itself signs and serves, which it does for the file store alone: left out of the runs on S3.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class FilesOnlyAttribute() : CategoryAttribute(Category)
{
    public const string Category = "FilesOnly";
}
