using Recordings.Api.Hosting.Connections;

namespace Recordings.Api.Tests.Hosting.Connections;

internal sealed class ConnectionLimitTests
{
    [TestCase("Max open files            1024                 524288               files     ", 114)]
    [TestCase("Max open files            1048576              1048576              files     ", 209_625)]
    [TestCase("Max open files            300                  300                  files     ", 8)]
    public void Parse_SoftLimit_LeavesDescriptorsForTheRuntime(string line, long expected) =>
        Assert.That(ConnectionLimit.Parse(["Limit                     Soft Limit           Hard Limit           Units     ", line]), Is.EqualTo(expected));

    [TestCase("Max open files            unlimited            unlimited            files     ")]
    [TestCase("Max cpu time              unlimited            unlimited            seconds   ")]
    public void Parse_NoNumber_IsNull(string line) => Assert.That(ConnectionLimit.Parse([line]), Is.Null);
}
