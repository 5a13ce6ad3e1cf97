using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Recordings.Api.Hosting;

/// <summary>X-Forwarded-* is accepted only from the configured proxies. The default list is empty.</summary>
internal static class KnownProxies
{
    public const string Key = "ForwardedHeaders:KnownProxies";

    public static ForwardedHeadersOptions CreateOptions(IConfiguration configuration)
    {
        var options = new ForwardedHeadersOptions();
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var address in configuration.ReadList(Key))
            options.KnownProxies.Add(IPAddress.Parse(address));
        if (options.KnownProxies.Count > 0)
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        return options;
    }

    /// <summary>The error about an invalid address; null when all are valid.</summary>
    public static string? FindError(IConfiguration configuration) =>
        Array.TrueForAll(configuration.ReadList(Key), text => IPAddress.TryParse(text, out _)) ? null : $"{Key} must be IP addresses.";
}
