using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Recordings.Application.Assembly;
using Recordings.Application.Reading;
using Recordings.Application.Storage;
using Recordings.Application.Timelines;

namespace Recordings.Application;

public static class ApplicationRegistration
{
    public static IServiceCollection AddApplication(this IServiceCollection services) => services
        .AddMediator()
        .AddValidators()
        .AddSingleton<RecordingGate>()
        .AddSingleton<TimelineLoader>()
        .AddSingleton<RecordingOpener>()
        .AddSingleton<RecordingDescriber>()
        .AddSingleton<RecordingAssembler>()
        .AddBackgroundWork();

    private static IServiceCollection AddMediator(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddSingleton(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        return services.AddImplementationsOf(typeof(IRequestHandler<,>));
    }

    private static IServiceCollection AddValidators(this IServiceCollection services)
    {
        ValidatorOptions.Global.PropertyNameResolver = (_, member, _) =>
            member is null ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);
        return services.AddImplementationsOf(typeof(IValidator<>));
    }

    private static IServiceCollection AddBackgroundWork(this IServiceCollection services) => services
        .AddSingleton<BackgroundAssembly>()
        .AddHostedService(provider => provider.GetRequiredService<BackgroundAssembly>())
        .AddSingleton<ObjectSweeper>()
        .AddHostedService(provider => provider.GetRequiredService<ObjectSweeper>());

    /// <summary>Handlers and validators keep no state of a request, so one of each serves all.</summary>
    private static IServiceCollection AddImplementationsOf(this IServiceCollection services, Type open)
    {
        var pairs =
            from type in typeof(ApplicationRegistration).Assembly.GetTypes()
            where type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
            from service in type.GetInterfaces()
            where service.IsGenericType && service.GetGenericTypeDefinition() == open
            select (service, type);

        foreach (var (service, type) in pairs)
            services.AddSingleton(service, type);
        return services;
    }
}
