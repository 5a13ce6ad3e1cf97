using Recordings.Application.Links;

namespace Recordings.Application.Tests.Links;

public sealed class DownloadOptionsTests
{
    [TestCase(null, 600, 900, 600)]
    [TestCase(null, 900, 600, 600)]
    [TestCase("1", 600, 900, 1)]
    [TestCase("899", 600, 900, 899)]
    [TestCase("900", 600, 900, 900)]
    [TestCase("901", 600, 900, 900)]
    [TestCase("99999999999", 600, 900, 900)]
    public void LifetimeFor_Asked_IsTheDefaultOrLoweredToTheMaximum(string? asked, int byDefault, int maximum, int expected)
    {
        var options = new DownloadOptions { DefaultExpirySeconds = byDefault, MaxExpirySeconds = maximum };
        LinkLifetime? lifetime = LinkLifetime.TryParse(asked, out var parsed) ? parsed : null;

        Assert.That(options.LifetimeFor(lifetime), Is.EqualTo(TimeSpan.FromSeconds(expected)));
    }
}
