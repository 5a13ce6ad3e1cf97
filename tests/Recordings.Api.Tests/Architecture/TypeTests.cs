using System.Reflection;
using System.Runtime.CompilerServices;
using Recordings.Application;
using Recordings.Domain.Recordings;
using Recordings.Infrastructure;

namespace Recordings.Api.Tests.Architecture;

/// <summary>Rules for the types of each project.</summary>
[TestFixture]
public sealed class TypeTests
{
    private static readonly Assembly[] All =
        [typeof(Recording).Assembly, typeof(Failure).Assembly, typeof(InfrastructureRegistration).Assembly, typeof(ServiceHost).Assembly];

    [Test]
    public void Infrastructure_PublicTypes_AreItsRegistrationOptionsAndExceptions() =>
        Assert.That(
            typeof(InfrastructureRegistration).Assembly.GetExportedTypes().Where(type =>
                type != typeof(InfrastructureRegistration) && !type.Name.EndsWith("Options", StringComparison.Ordinal) && !type.IsSubclassOf(typeof(Exception))),
            Is.Empty);

    [Test]
    public void AnyProject_Classes_AreSealedOrAbstract() =>
        Assert.That(All.SelectMany(Written).Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract), Is.Empty);

    [Test]
    public void Domain_Methods_AreNotAsynchronous() =>
        Assert.That(
            Written(typeof(Recording).Assembly)
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(method => method.ReturnType.Namespace == "System.Threading.Tasks"),
            Is.Empty);

    [Test]
    public void Application_Handlers_AreNotPublic() =>
        Assert.That(typeof(Failure).Assembly.GetExportedTypes().Where(type => type.Name.EndsWith("Handler", StringComparison.Ordinal)), Is.Empty);

    private static IEnumerable<Type> Written(Assembly assembly) =>
        assembly.GetTypes().Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !type.Name.Contains('<', StringComparison.Ordinal)
            && type.Namespace?.StartsWith("Recordings.", StringComparison.Ordinal) == true);
}
