using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Assembly;

namespace Recordings.Api.Tests.Operations.Configuration;

/// <summary>The settings of assembly stand in two sections: each key is read from its own section alone.</summary>
public sealed class AssemblyOptionsTests
{
    [Test]
    public async Task Options_BothKeys_AreRead()
    {
        await using var service = await TestService.StartAsync("--Assembly:AtOnce=7", "--Capture:MaxSilentHours=2.5");

        var options = service.Services.GetRequiredService<IOptions<AssemblyOptions>>().Value;

        Assert.That((options.AtOnce, options.MaxSilentHours), Is.EqualTo((7, 2.5)));
    }

    [Test]
    public async Task Options_KeysOfTheOtherSection_AreIgnored()
    {
        await using var service = await TestService.StartAsync("--Assembly:MaxSilentHours=x", "--Capture:AtOnce=x");

        var options = service.Services.GetRequiredService<IOptions<AssemblyOptions>>().Value;

        Assert.That((options.AtOnce, options.MaxSilentHours), Is.EqualTo((new AssemblyOptions().AtOnce, 4)));
    }
}
