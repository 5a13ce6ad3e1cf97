using Recordings.Reliability.Tests.Needs;

namespace Recordings.Reliability.Tests;

/// <summary>Ends the run with the list of what it did not show.</summary>
[SetUpFixture]
internal sealed class TellWhatWasLeftOut
{
    [OneTimeTearDown]
    public void Tell()
    {
        foreach (var test in LeftOut.All)
            TestContext.Progress.WriteLine($"Left out: {test}");
    }
}
