using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Recordings.Application.Access;
using Recordings.Application.Assembly;
using Recordings.Application.Capture.StoreChunk;
using Recordings.Application.Reading;
using Recordings.Application.Storage;
using Recordings.Application.Timelines;

namespace Recordings.Application;

public static class ApplicationRegistration
{
    public static IServiceCollection AddApplication(this IServiceCollection services) => services
        .AddMediator()
        .AddValidators()
        .AddScoped<OwedChange>()
        .AddScoped<RecordingPrefetch>()
        .AddScoped<RecordingGate>()
        .AddSingleton<ReadingAccess>()
        .AddSingleton<LoadMemory>()
        .AddSingleton<SummaryKeeper>()
        .AddSingleton<TimelineLoader>()
        .AddSingleton<OutlineLoader>()
        .AddSingleton<StoredFiles>()
        .AddSingleton<RecordingOpener>()
        .AddSingleton<RecordingDescriber>()
        .AddSingleton<RecordingAssembler>()
        .AddSingleton<ChunkCommit>()
        .AddBackgroundWork();

    private static IServiceCollection AddMediator(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddSingleton(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        return services.AddImplementationsOf(typeof(IRequestHandler<,>), ServiceLifetime.Scoped);
    }

    private static IServiceCollection AddValidators(this IServiceCollection services)
    {
        ValidatorOptions.Global.PropertyNameResolver = (_, member, _) =>
            member is null ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);
        return services.AddImplementationsOf(typeof(IValidator<>), ServiceLifetime.Singleton);
    }

    private static IServiceCollection AddBackgroundWork(this IServiceCollection services) => services
        .AddSingleton<BackgroundAssembly>()
        .AddHostedService(provider => provider.GetRequiredService<BackgroundAssembly>())
        .AddSingleton<ObjectSweeper>()
        .AddHostedService(provider => provider.GetRequiredService<ObjectSweeper>());

    private static IServiceCollection AddImplementationsOf(this IServiceCollection services, Type open, ServiceLifetime lifetime)
    {
        var pairs =
            from type in typeof(ApplicationRegistration).Assembly.GetTypes()
            where type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
            from service in type.GetInterfaces()
            where service.IsGenericType && service.GetGenericTypeDefinition() == open
            select (service, type);

        foreach (var (service, type) in pairs)
            services.Add(new ServiceDescriptor(service, type, lifetime));
        return services;
    }
}
