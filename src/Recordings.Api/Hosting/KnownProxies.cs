using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Recordings.Api.Hosting;

/// <summary>X-Forwarded-* is accepted only from the configured proxies. The default list is empty.</summary>
internal static class KnownProxies
{
    public const string Key = "ForwardedHeaders:KnownProxies";

    public static ForwardedHeadersOptions Believe(IConfiguration configuration)
    {
        var options = new ForwardedHeadersOptions();
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var address in Addresses(configuration))
            options.KnownProxies.Add(IPAddress.Parse(address));
        if (options.KnownProxies.Count > 0)
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        return options;
    }

    /// <summary>A list, or one text with commas from an environment variable.</summary>
    public static string[] Addresses(IConfiguration configuration) =>
        configuration.GetSection(Key).Get<string[]>()
        ?? configuration[Key]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        ?? [];

    /// <summary>The sentence for an address that is none; null when all are valid.</summary>
    public static string? FindError(IConfiguration configuration) =>
        Array.TrueForAll(Addresses(configuration), text => IPAddress.TryParse(text, out _)) ? null : $"{Key} must be IP addresses.";
}
