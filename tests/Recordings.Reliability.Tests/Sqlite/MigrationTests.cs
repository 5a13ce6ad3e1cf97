using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Faults;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;
using Recordings.Reliability.Tests.Servers;

namespace Recordings.Reliability.Tests.Sqlite;

/// <summary>The start migrates the schema completely or not at all. A release does not start on the schema of a later release.</summary>
internal sealed class MigrationTests
{
    [Test]
    [RequiresCompiler]
    public async Task Start_KilledDuringTheMigration_IsCompletedByTheNextStart()
    {
        var maxKills = RepeatCount.From("RECORDINGS_TRUST_MIGRATIONS", 5);
        using var plan = new FaultPlan();
        var (kills, violations) = (0, new List<string>());
        for (var (nth, alive) = (1, false); !alive && kills < maxKills; nth += 1 + (nth / 2))
        {
            using var folder = new TemporaryFolder();
            var settings = ServiceSettings.Embedded(folder.Path);
            await using var killed = new ServiceProcess(plan.ApplyTo(settings, folder.Path));
            plan.Set(SystemCallKinds.Write | SystemCallKinds.Sync, Fault.Kill, nth);
            alive = await killed.TryStartAsync();
            plan.Clear();
            await killed.KillAsync();
            kills += alive ? 0 : 1;

            var workspace = await TestWorkspace.CreateAsync(settings);
            await using var service = await ServiceProcess.StartAsync(settings);
            using var client = workspace.CreateClient(service.Address);
            var flow = new CallFlow(client, new History(), 1);
            await flow.RunAsync();
            await service.KillAsync();
            violations.AddRange(flow.Violations);
            if (EmbeddedDatabase.CheckIntegrity(folder.Path) is not "ok" and var problem)
                violations.Add(problem);
        }

        await TestContext.Out.WriteLineAsync($"{kills} kills during the first start, {violations.Count} violations.");
        Assert.That(kills, Is.Positive);
        Assert.That(violations, Is.Empty);
    }

    [Test]
    public async Task Start_DatabaseOfALaterRelease_FailsWithAMessage()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path);
        await TestWorkspace.CreateAsync(settings);
        using (var database = new EmbeddedDatabase(folder.Path))
            database.AddSchemaVersion(9999);
        await using var service = new ServiceProcess(settings);

        var exitCode = await service.RunUntilExitAsync();

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(service.Log, Has.Some.Contains("schema version 9999"));
        Assert.That(service.Log, Has.None.StartsWith("   at "));
    }
}
