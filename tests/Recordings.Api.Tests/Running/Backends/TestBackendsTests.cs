using Recordings.Api.Tests.Audit;
using Recordings.Api.Tests.Reading;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Running.Backends;

/// <summary>A run uses the backends that it names, and every fixture about calls is part of it.</summary>
[EndToEnd]
internal sealed class TestBackendsTests
{
    private static readonly string[] AboutCalls = ["Audit", "Capture", "Links", "Reading"];

    /// <summary>Fixtures that start no service, so their result does not depend on the backends.</summary>
    private static readonly Type[] UnitTests = [typeof(MissingSequencesTests), typeof(QuotedTextTests)];

    [Test]
    public async Task Data_OfAService_AreInTheBackendsOfTheRun()
    {
        await using var service = await TestService.StartAsync();
        using var client = await service.CreateClientAsync(await service.CreateWorkspaceAsync());
        await client.RecordAsync(7);

        var files = Directory.GetFiles(service.Data.Directory, "*", SearchOption.AllDirectories);

        Assert.That(files.Any(path => Path.GetFileName(path) == "recordings.db"), Is.EqualTo(!TestBackends.OnPostgres));
        Assert.That(files.Any(path => path.Contains("objects", StringComparison.Ordinal)), Is.EqualTo(!TestBackends.OnS3));
        Assert.That(await service.KeptAsync(7), Has.Length.GreaterThanOrEqualTo(3));
    }

    [Test]
    public void Fixtures_AboutCalls_AreEndToEnd() => Assert.That(
        from type in typeof(TestBackendsTests).Assembly.GetTypes()
        where AboutCalls.Contains(type.Namespace?.Split('.')[^1])
            && type.GetMethods().Any(method => method.IsDefined(typeof(NUnitAttribute), false))
            && !type.IsDefined(typeof(EndToEndAttribute), false)
            && !UnitTests.Contains(type)
        select type.Name,
        Is.Empty);
}
