using Recordings.Infrastructure.Tests.Faults;

namespace Recordings.Reliability.Tests.Backends;

/// <summary>One service behind proxies that fail in many ways, and a recorded call to read while they do.</summary>
internal abstract class OutageTests
{
    protected ProxiedService Service { get; private set; } = null!;

    protected OutageScenario Scenario { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Service = await ProxiedService.StartAsync();
        Scenario = await OutageScenario.PrepareAsync(Service);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await TestContext.Progress.WriteLineAsync($"{GetType().Name}: {Scenario}");
        await Service.DisposeAsync();
    }

    [TearDown]
    public void EndOutages() => Service.EndOutages();

    protected static TestCaseData Case(string name, Outage outage) => new TestCaseData(outage).SetArgDisplayNames(name);
}
