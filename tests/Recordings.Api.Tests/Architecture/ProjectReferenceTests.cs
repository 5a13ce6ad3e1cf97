using System.Reflection;
using Recordings.Application;
using Recordings.Domain.Recordings;
using Recordings.Infrastructure;

namespace Recordings.Api.Tests.Architecture;

/// <summary>References point inwards only: Api to Infrastructure to Application to Domain.</summary>
[TestFixture]
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, Assembly> Assemblies = new()
    {
        ["Domain"] = typeof(Recording).Assembly,
        ["Application"] = typeof(Failure).Assembly,
        ["Infrastructure"] = typeof(InfrastructureRegistration).Assembly,
        ["Api"] = typeof(ServiceHost).Assembly,
    };

    [TestCase("Domain", new string[0])]
    [TestCase("Application", new[] { "Recordings.Domain" })]
    [TestCase("Infrastructure", new[] { "Recordings.Application" })]
    [TestCase("Api", new[] { "Recordings.Infrastructure" })]
    public void Project_References_AreOnlyTheNextInnerProject(string project, string[] inner) =>
        Assert.That(Sources.References("Recordings." + project, "ProjectReference"), Is.EqualTo(inner));

    [Test]
    public void Domain_Packages_AreNone() => Assert.That(Sources.References("Recordings.Domain", "PackageReference"), Is.Empty);

    [Test]
    public void Domain_Assembly_ReferencesOnlyTheRuntime() =>
        Assert.That(Referenced("Domain").Where(name => !name.StartsWith("System.", StringComparison.Ordinal)), Is.Empty);

    [TestCase("Domain", "Recordings.Application")]
    [TestCase("Domain", "Recordings.Infrastructure")]
    [TestCase("Domain", "recordings")]
    [TestCase("Application", "Recordings.Infrastructure")]
    [TestCase("Application", "recordings")]
    [TestCase("Infrastructure", "recordings")]
    public void Inner_Assembly_DoesNotReferenceTheOuter(string inner, string outer) => Assert.That(Referenced(inner), Does.Not.Contain(outer));

    [TestCase("Application", "Dapper")]
    [TestCase("Application", "Npgsql")]
    [TestCase("Application", "Microsoft.Data.Sqlite")]
    [TestCase("Application", "AWSSDK.")]
    [TestCase("Application", "Polly")]
    [TestCase("Application", "Microsoft.AspNetCore")]
    [TestCase("Application", "System.CommandLine")]
    [TestCase("Api", "Dapper")]
    [TestCase("Api", "Npgsql")]
    [TestCase("Api", "Microsoft.Data.Sqlite")]
    [TestCase("Api", "AWSSDK.")]
    [TestCase("Api", "Polly")]
    [TestCase("Infrastructure", "Microsoft.AspNetCore")]
    [TestCase("Infrastructure", "MediatR")]
    [TestCase("Infrastructure", "FluentValidation")]
    public void Assembly_TechnologyOfAnotherProject_IsNotReferenced(string project, string technology) =>
        Assert.That(Referenced(project).Where(name => name.StartsWith(technology, StringComparison.Ordinal)), Is.Empty);

    private static IEnumerable<string> Referenced(string project) => Assemblies[project].GetReferencedAssemblies().Select(one => one.Name!);
}
