using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Recordings.Api.Hosting.Connections;

/// <summary>Connects <see cref="ConnectionSlots"/> to the server: one slot for each connection, in use while a request is in progress.</summary>
internal static class ConnectionAdmission
{
    public static IServiceCollection AddConnectionLimit(this IServiceCollection services)
    {
        if (ConnectionLimit.Find() is not { } limit)
            return services;

        services.AddSingleton(provider => new ConnectionSlots(limit, provider.GetRequiredService<TimeProvider>()));
        services.AddOptions<KestrelServerOptions>().Configure<ConnectionSlots>(
            (kestrel, slots) => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => async connection =>
            {
                // Without a slot the method returns, and the server closes the connection.
                if (await slots.TakeAsync(connection) is not { } slot)
                    return;

                connection.Features.Set(slot);
                try
                {
                    await next(connection);
                }
                finally
                {
                    slots.Release(slot);
                }
            })));
        return services;
    }

    /// <summary>Must be the first middleware: only while it runs, and until the response is sent, the connection is not idle.</summary>
    public static void UseConnectionLimit(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetService<ConnectionSlots>() is not { } slots)
            return;

        app.Use((context, next) =>
        {
            if (context.Features.Get<ConnectionSlot>() is { } slot)
            {
                slots.BeginRequest(slot);
                context.Response.OnCompleted(() =>
                {
                    slots.EndRequest(slot);
                    return Task.CompletedTask;
                });
            }

            return next(context);
        });
    }
}
