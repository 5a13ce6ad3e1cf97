using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Recordings.Api.Operations.Configuration;

namespace Recordings.Api.Tests.Operations.Configuration;

[TestFixture]
internal sealed class DatabaseConfigurationTests
{
    [TestCase(null)]
    [TestCase("")]
    [TestCase("  ")]
    public void FindErrors_PostgresWithoutConnectionString_NamesTheKey(string? connectionString) =>
        Assert.That(Errors("Postgres", connectionString), Has.One.StartsWith("ConnectionStrings:Recordings "));

    [TestCase("Postgres", "Host=db")]
    [TestCase("Sqlite", null)]
    [TestCase(null, null)]
    public void FindErrors_CompleteDatabaseSettings_IsEmpty(string? provider, string? connectionString) =>
        Assert.That(Errors(provider, connectionString), Is.Empty);

    [Test]
    public void FindErrors_UnknownProvider_NamesTheKey() => Assert.That(Errors("MySql", null), Has.One.StartsWith("Database:Provider "));

    private static IReadOnlyList<string> Errors(string? provider, string? connectionString) => new ConfigurationCheck(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider,
            ["ConnectionStrings:Recordings"] = connectionString,
        }).Build(),
        new HostingEnvironment { EnvironmentName = Environments.Production }).FindErrors();
}
