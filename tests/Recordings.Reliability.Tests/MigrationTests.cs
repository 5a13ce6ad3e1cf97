using Recordings.Reliability.Tests.Capturing;
using Recordings.Reliability.Tests.Faults;
using Recordings.Reliability.Tests.Needs;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests;

/// <summary>The schema is brought up to date at the start, whole or not at all, and never by an older release.</summary>
internal sealed class MigrationTests
{
    [Test]
    [NeedsCompiler]
    public async Task Start_KilledWithinTheMigration_IsCompletedByTheNext()
    {
        var most = Amount.Of("RECORDINGS_TRUST_MIGRATIONS", 5);
        using var plan = new FaultPlan();
        var (kills, broken) = (0, new List<string>());
        for (var (nth, alive) = (1, false); !alive && kills < most; nth += 1 + (nth / 2))
        {
            using var folder = new TemporaryFolder();
            var settings = ServiceSettings.Embedded(folder.Path);
            await using var killed = new ServiceProcess(plan.Below(folder.Path, settings));
            plan.Set(SystemCalls.Write | SystemCalls.Sync, Fault.Kill, nth);
            alive = await killed.StartsAsync();
            plan.Clear();
            await killed.KillAsync();
            kills += alive ? 0 : 1;

            var tenant = await Tenant.CreateAsync(settings);
            await using var service = await ServiceProcess.StartAsync(settings);
            using var client = tenant.CreateClient(service.Address);
            var flow = new CallFlow(client, new History(), 1);
            await flow.RunAsync();
            await service.KillAsync();
            broken.AddRange(flow.Faults);
            if (EmbeddedDatabase.CheckIntegrity(folder.Path) is not "ok" and var wrong)
                broken.Add(wrong);
        }

        await TestContext.Out.WriteLineAsync($"{kills} kills within the first start, {broken.Count} databases not completed.");
        Assert.That(kills, Is.Positive);
        Assert.That(broken, Is.Empty);
    }

    [Test]
    public async Task Start_DatabaseOfALaterRelease_IsRefusedInWords()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path);
        await Tenant.CreateAsync(settings);
        using (var database = new EmbeddedDatabase(folder.Path))
            database.AddSchemaVersion(9999);
        await using var service = new ServiceProcess(settings);

        var exitCode = await service.RunToEndAsync();

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(service.Log, Has.Some.Contains("schema version 9999"));
        Assert.That(service.Log, Has.None.StartsWith("   at "));
    }
}
