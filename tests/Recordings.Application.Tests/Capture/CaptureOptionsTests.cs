using Recordings.Application.Capture;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Tests.Capture;

public sealed class CaptureOptionsTests
{
    [TestCase(24, 86_400_000_000_000)]
    [TestCase(0.001, 3_600_000_000)]
    [TestCase(8760, 31_536_000_000_000_000)]
    public void MaxCall_OfHours_KeepsFractionsOfASecond(double hours, long nanoseconds) =>
        Assert.That(new CaptureOptions { MaxCallHours = hours }.MaxCall, Is.EqualTo(new MediaTime(nanoseconds)));
}
