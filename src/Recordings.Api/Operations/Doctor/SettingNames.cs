namespace Recordings.Api.Operations.Doctor;

/// <summary>The keys that remedies name.</summary>
internal static class SettingNames
{
    public const string DataDirectory = "Data:Directory";
    public const string ConnectionString = "ConnectionStrings:Recordings";
    public const string PublicEndpoint = "Storage:S3:PublicEndpoint";
}
