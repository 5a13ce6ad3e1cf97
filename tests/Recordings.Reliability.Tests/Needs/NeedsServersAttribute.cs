using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Needs;

/// <summary>Keeps things where several processes can reach them: on a PostgreSQL server and in an S3 store that the environment names.</summary>
internal sealed class NeedsServersAttribute() : NeedsAttribute("NeedsServers", WhyNot(SharedDatabase.Variable) ?? WhyNot(SharedBucket.Variable))
{
    private static string? WhyNot(string variable) =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)) ? $"{variable} names no server" : null;
}
