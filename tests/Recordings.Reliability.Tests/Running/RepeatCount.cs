using System.Globalization;

namespace Recordings.Reliability.Tests.Running;

/// <summary>How often a test repeats its work: few times by default, more often if an environment variable says so.</summary>
internal static class RepeatCount
{
    public static int From(string variable, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : standard;
}
