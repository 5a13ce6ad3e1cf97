using Microsoft.AspNetCore.Authentication;

namespace Recordings.Api.Authentication;

/// <summary>
/// An empty configuration, because the JWT schemes require a configuration section by scheme name. Their settings come only
/// from <see cref="JwtOptions"/>, so no setting that the configuration check did not see can weaken them.
/// </summary>
internal sealed class NoSchemeSettings : IAuthenticationConfigurationProvider
{
    public IConfiguration AuthenticationConfiguration { get; } = new ConfigurationBuilder().Build();
}
