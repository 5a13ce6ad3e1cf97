using System.Globalization;

namespace Recordings.Reliability.Tests.Running;

/// <summary>How much of a thing a run does: little by default, more where an environment variable says so.</summary>
internal static class Amount
{
    public static int Of(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : usual;
}
