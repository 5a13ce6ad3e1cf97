using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Recordings.Api.Hosting;

namespace Recordings.Api.Tests.Hosting;

internal sealed class StopDeadlineTests
{
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);

    [Test]
    public void Passed_HostStops_IsCancelledOnlyNearItsLimit()
    {
        using var near = Create(TimeSpan.FromSeconds(5));
        using var far = Create(TimeSpan.FromMinutes(5));

        var before = near.Passed.IsCancellationRequested;
        _lifetime.StopApplication();

        Assert.That(before, Is.False);
        Assert.That(() => near.Passed.IsCancellationRequested, Is.True.After(5000, 10));
        Assert.That(far.Passed.IsCancellationRequested, Is.False);
    }

    private StopDeadline Create(TimeSpan limit) => new(_lifetime, Options.Create(new HostOptions { ShutdownTimeout = limit }));
}
