using Microsoft.Extensions.DependencyInjection;

namespace Recordings.Api.Tests.Running.Backends;

/// <summary>Puts a wrapper of a test's own around an adapter that the service registered.</summary>
internal static class Decoration
{
    public static void Decorate<T>(this IServiceCollection services, Func<T, T> wrap)
        where T : class
    {
        var inner = services.Single(service => service.ServiceType == typeof(T));
        services.Remove(inner);
        services.AddSingleton(provider => wrap((T)(
            inner.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!))));
    }
}
