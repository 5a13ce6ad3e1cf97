using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Recordings.Api.Operations.Configuration;

namespace Recordings.Api.Tests.Operations.Configuration;

internal sealed class BucketConfigurationTests
{
    [TestCase("Bucket")]
    [TestCase("AccessKey")]
    [TestCase("SecretKey")]
    public void FindErrors_S3WithoutKey_NamesIt(string key) =>
        Assert.That(ErrorsWith(key, ""), Has.One.StartsWith($"Storage:S3:{key} "));

    [Test]
    public void FindErrors_S3WithoutEndpointAndRegion_NamesTheRegion() =>
        Assert.That(ErrorsWith("Endpoint", ""), Has.One.StartsWith("Storage:S3:Region "));

    [TestCase("Endpoint", "store.internal:9000")]
    [TestCase("Endpoint", "http://store.internal/bucket")]
    [TestCase("PublicEndpoint", "ftp://store.example.org")]
    public void FindErrors_S3EndpointThatIsNotAnOrigin_NamesIt(string key, string value) =>
        Assert.That(ErrorsWith(key, value), Has.One.StartsWith($"Storage:S3:{key} "));

    [Test]
    public void FindErrors_CompleteS3Settings_IsEmpty() => Assert.That(ErrorsWith("Region", "eu-central-1"), Is.Empty);

    [Test]
    public void FindErrors_FileStoreWithoutBucket_IsEmpty() => Assert.That(Errors(new() { ["Storage:Provider"] = "FileSystem" }), Is.Empty);

    private static IReadOnlyList<string> ErrorsWith(string key, string value) => Errors(new Dictionary<string, string?>
    {
        ["Storage:Provider"] = "S3",
        ["Storage:S3:Endpoint"] = "http://127.0.0.1:9000",
        ["Storage:S3:Bucket"] = "recordings",
        ["Storage:S3:AccessKey"] = "access",
        ["Storage:S3:SecretKey"] = "secret",
        [$"Storage:S3:{key}"] = value,
    });

    private static IReadOnlyList<string> Errors(Dictionary<string, string?> settings) => new ConfigurationCheck(
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
        new HostingEnvironment { EnvironmentName = Environments.Production }).FindErrors();
}
