using Microsoft.Extensions.DependencyInjection;

namespace Recordings.Application.Tests;

/// <summary>Registers the Application once, because registration gives validation errors the names that callers read.</summary>
[SetUpFixture]
public sealed class Registration
{
    [OneTimeSetUp]
    public void Register() => new ServiceCollection().AddApplication();
}
