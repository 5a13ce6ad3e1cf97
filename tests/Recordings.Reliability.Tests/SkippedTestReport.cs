using Recordings.Reliability.Tests.Requirements;

namespace Recordings.Reliability.Tests;

/// <summary>
/// Lists the skipped tests at the end of the run. NUnit applies a set-up fixture to its own namespace and to those below it.
/// </summary>
[SetUpFixture]
internal sealed class SkippedTestReport
{
    [OneTimeTearDown]
    public void Write()
    {
        foreach (var test in SkippedTests.All)
            TestContext.Progress.WriteLine($"Skipped: {test}");
    }
}
