using Npgsql;
using Recordings.Infrastructure.Postgres;

namespace Recordings.Infrastructure.Tests.Postgres;

[TestFixture]
public sealed class PostgresOptionsTests
{
    [TestCase("")]
    [TestCase("  ")]
    [TestCase("Username=u;Password=s3cret")]
    [TestCase("postgres://u:s3cret@host/db")]
    [TestCase("Host=h;Colour=s3cret")]
    [TestCase("Host=h;Port=s3cret")]
    public void Validate_Unusable_NamesTheKeyAndNotTheValue(string connectionString)
    {
        var result = new PostgresOptionsValidator().Validate(null, new PostgresOptions { ConnectionString = connectionString });

        Assert.That(result.FailureMessage, Does.StartWith("ConnectionStrings:Recordings ").And.Not.Contain("s3cret"));
    }

    [Test]
    public void Validate_Usable_Passes() =>
        Assert.That(new PostgresOptionsValidator().Validate(null, new PostgresOptions { ConnectionString = "Host=h;Username=u" }).Succeeded, Is.True);

    [Test]
    public void Pooled_ConfiguredSettings_OverrideDefaults()
    {
        var pooled = new NpgsqlConnectionStringBuilder(PostgresServer.Connections("Host=h;MaxPoolSize=7;CommandTimeout=3;Max Auto Prepare=0").Pooled);

        Assert.That((pooled.MaxPoolSize, pooled.CommandTimeout, pooled.MaxAutoPrepare), Is.EqualTo((7, 3, 0)));
    }

    [Test]
    public void Dedicated_Connection_IsUnpooledWithShortLockTimeout()
    {
        var dedicated = new NpgsqlConnectionStringBuilder(PostgresServer.Connections("Host=h;CommandTimeout=3").Dedicated);

        Assert.That((dedicated.Pooling, dedicated.CommandTimeout), Is.EqualTo((false, 3)));
        Assert.That(dedicated.Options, Does.Contain("lock_timeout=1500 "));
    }
}
