using Microsoft.Extensions.DependencyInjection;

namespace Recordings.Api.Tests.Running.Backends;

/// <summary>Wraps an adapter that the service registered in a test's own class.</summary>
internal static class AdapterDecoration
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
