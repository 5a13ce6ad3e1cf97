using Microsoft.AspNetCore.Authentication;

namespace Recordings.Api.Authentication;

/// <summary>
/// The JWT schemes ask for a section of settings by scheme name and cannot be made without one. Theirs come from
/// <see cref="JwtOptions"/> alone, so that nothing beside what the configuration check saw can loosen them.
/// </summary>
internal sealed class NoSchemeSettings : IAuthenticationConfigurationProvider
{
    public IConfiguration AuthenticationConfiguration { get; } = new ConfigurationBuilder().Build();
}
