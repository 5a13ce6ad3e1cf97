using System.Text.RegularExpressions;
using Recordings.Api.Tests.Architecture;

namespace Recordings.Api.Tests.Deploy;

/// <summary>The files of deploy keep secrets in their processes: no dumps, no diagnostics, limits, fixed images, one open door.</summary>
internal sealed class DeployFilesTests
{
    private static readonly string[] NoDiagnostics = ["DOTNET_EnableDiagnostics", "DOTNET_DbgEnableMiniDump"];

    private static IEnumerable<string> Services => ComposeFile.Services.Keys;

    [Test]
    public void Compose_Services_AreFound() => Assert.That(
        Services, Is.EquivalentTo(new[] { "recordings-1", "recordings-2", "balancer", "postgres", "s3", "bucket" }));

    [TestCaseSource(nameof(Services))]
    public void Compose_EachService_HasLimitsAndNoPrivileges(string service) => Assert.That(
        ComposeFile.Services[service],
        Does.Match(@"ulimits: \{ core: 0 \}").And.Match(@"mem_limit: \d+[mg]\b").And.Match(@"pids_limit: \d+")
            .And.Contain("cap_drop: [ALL]").And.Contain("no-new-privileges:true"));

    [TestCaseSource(nameof(Services))]
    public void Compose_EachImage_IsOfOneRelease(string service) => Assert.That(
        ComposeFile.Services[service], Does.Match(@"image: (recordings:local|[a-z/-]+:\d+(\.\d+)+(-[a-z]+)?)\n"));

    [Test]
    public void Compose_OnlyTheBalancer_IsPublished() => Assert.That(
        Services.Where(service => Regex.IsMatch(ComposeFile.Services[service], @"\bports:|network_mode|\bexpose:")), Is.EqualTo(new[] { "balancer" }));

    [TestCase("recordings-1")]
    [TestCase("recordings-2")]
    [TestCase("balancer")]
    [TestCase("postgres")]
    public void Compose_RootFileSystem_IsReadOnly(string service) =>
        Assert.That(ComposeFile.Services[service], Does.Contain("read_only: true"));

    [TestCase("recordings-1")]
    [TestCase("recordings-2")]
    public void Compose_Replica_HasNoDiagnostics(string service)
    {
        foreach (var variable in NoDiagnostics)
            Assert.That(ComposeFile.Services[service], Does.Contain($"{variable}: \"0\""));
    }

    [TestCase("DOTNET_EnableDiagnostics=0")]
    [TestCase("DOTNET_DbgEnableMiniDump=0")]
    [TestCase("USER 1654:1654")]
    public void Image_Service_HasNoDiagnosticsAndNoRoot(string line) => Assert.That(Read("Dockerfile"), Does.Contain(line));

    [Test]
    public void Image_Bases_AreOfOneRelease() => Assert.That(
        Regex.Matches(Read("Dockerfile"), "^FROM (.+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value),
        Is.All.Match(@"^[a-z./-]+:\d+\.\d+\.\d+[a-z-]*( AS [a-z]+)?$").And.Exactly(2).Items);

    [TestCase("LimitCORE=0")]
    [TestCase("MemoryMax=")]
    [TestCase("UMask=0077")]
    [TestCase("NoNewPrivileges=yes")]
    [TestCase("DOTNET_EnableDiagnostics=0")]
    [TestCase("DOTNET_DbgEnableMiniDump=0")]
    [TestCase("--urls http://127.0.0.1:")]
    public void Unit_Service_HasTheSetting(string setting) =>
        Assert.That(Read("recordings.service"), Does.Match($"(?m)^[^#]*{Regex.Escape(setting)}"));

    private static string Read(string name) => File.ReadAllText(Path.Combine(Sources.Root, "deploy", name));
}
