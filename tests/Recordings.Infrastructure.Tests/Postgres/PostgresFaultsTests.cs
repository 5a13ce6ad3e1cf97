using System.Net.Sockets;
using Npgsql;
using Recordings.Infrastructure.Postgres;

namespace Recordings.Infrastructure.Tests.Postgres;

[TestFixture]
public sealed class PostgresFaultsTests
{
    [TestCase("08006", true, Description = "connection failure")]
    [TestCase("28P01", true, Description = "the password was changed")]
    [TestCase("3D000", true, Description = "the database does not exist yet")]
    [TestCase("40001", true, Description = "serialization failure")]
    [TestCase("40P01", true, Description = "deadlock")]
    [TestCase("53100", true, Description = "disk full")]
    [TestCase("53300", true, Description = "too many connections")]
    [TestCase("55P03", true, Description = "lock timeout")]
    [TestCase("57014", true, Description = "statement timeout")]
    [TestCase("57P01", true, Description = "shutdown by the administrator")]
    [TestCase("57P03", true, Description = "starting up")]
    [TestCase("58030", true, Description = "I/O error")]
    [TestCase("25006", true, Description = "read-only, such as a standby")]
    [TestCase("25P03", true, Description = "idle in a transaction for too long")]
    [TestCase("23505", false, Description = "unique violation")]
    [TestCase("42601", false, Description = "syntax error")]
    [TestCase("42P01", false, Description = "no such table")]
    [TestCase("22001", false, Description = "value too long for its column")]
    [TestCase("25P02", false, Description = "statement in a failed transaction")]
    public void IsUnavailable_ServerError_DependsOnItsState(string state, bool unavailable) =>
        Assert.That(PostgresFaults.IsUnavailable(new PostgresException("", "ERROR", "ERROR", state)), Is.EqualTo(unavailable));

    [Test]
    public void IsUnavailable_NoConnection_IsTrue()
    {
        Assert.That(PostgresFaults.IsUnavailable(new NpgsqlException("", new IOException())), Is.True);
        Assert.That(PostgresFaults.IsUnavailable(new SocketException()), Is.True);
        Assert.That(PostgresFaults.IsUnavailable(new TimeoutException()), Is.True);
    }

    [Test]
    public void IsUnavailable_ConnectionBrokenInPool_IsTrue() =>
        Assert.That(PostgresFaults.IsUnavailable(new ObjectDisposedException("System.Threading.ManualResetEventSlim")), Is.True);

    [Test]
    public void IsUnavailable_Bug_IsFalse() => Assert.That(PostgresFaults.IsUnavailable(new InvalidCastException()), Is.False);
}
