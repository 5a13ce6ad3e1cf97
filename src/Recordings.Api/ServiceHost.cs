using Microsoft.AspNetCore.Mvc.ModelBinding;
using Recordings.Api.Audit;
using Recordings.Api.Authentication;
using Recordings.Api.Hosting;
using Recordings.Api.Http;
using Recordings.Api.Json;
using Recordings.Api.Links;
using Recordings.Api.OpenApi;
using Recordings.Api.Operations.Demo;
using Recordings.Api.Operations.Health;
using Recordings.Api.Operations.Logging;
using Recordings.Api.Problems;
using Recordings.Application;
using Recordings.Application.Assembly;
using Recordings.Application.Capture;
using Recordings.Application.Links;
using Recordings.Infrastructure;

namespace Recordings.Api;

/// <summary>Builds the service and its pipeline.</summary>
internal static class ServiceHost
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Configuration is read from beside the executable, whatever the working directory; data goes below the working directory.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // An option rather than the builder's own EnvironmentName, which no argument could change.
            Args = [$"--{HostDefaults.EnvironmentKey}={EnvironmentName()}", .. arguments],
            // Also when another program hosts the service, as its tests do: controllers are looked for here.
            ApplicationName = typeof(ServiceHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders().Services.AddSingleton<ILoggerProvider, ConsoleLines>();

        // It writes whole request targets, signatures included, and puts the path beside every line; RequestLog stands in for it.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services
            .AddApplication()
            .Configure<DownloadOptions>(builder.Configuration.GetSection(DownloadOptions.Section))
            .Configure<CaptureOptions>(builder.Configuration.GetSection(CaptureOptions.Section))
            .Configure<AssemblyOptions>(builder.Configuration.GetSection(AssemblyOptions.Section))
            .Configure<AssemblyOptions>(options =>
                options.MaxSilentHours = builder.Configuration.GetValue(AssemblyOptions.MaxSilentHoursKey, options.MaxSilentHours))
            .AddInfrastructure(builder.Configuration);
        return builder;
    }

    /// <summary>What the environment says; else a debug build is someone trying the service, and a release build is production.</summary>
    private static string EnvironmentName() =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
        ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
#if DEBUG
        ?? Environments.Development;
#else
        ?? Environments.Production;
#endif

    public static WebApplication Build(string[] arguments) => Build(CreateBuilder(arguments));

    public static WebApplication Build(WebApplicationBuilder builder)
    {
        RequestFraming.EndLinesStrictly();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Whoever reads a body counts it. A limit of the server's own would break the connection of a client that still sends, instead of
            // reading on for the little while that it takes the client to see why it was refused.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxConcurrentConnections = ConnectionLimit.Find();
        });
        builder.Services
            .AddSingleton<PublicOrigin>()
            .AddDraining()
            .AddBearerAuthentication(builder.Configuration, builder.Environment)
            .AddContractCors(builder.Configuration)
            .AddContractRateLimit(builder.Configuration)
            .AddSingleton<AudioResultExecutor>()
            .AddSingleton<RefuseAudio>(AudioProblems.WriteAsync)
            .AddSingleton<DemoData>()
            .AddSingleton<DemoGreeting>()
            .AddContractOpenApi(builder.Environment)
            .AddControllers(mvc =>
            {
                mvc.Filters.Add(new OneValueFilter());
                ReadNoForms(mvc.ValueProviderFactories);
            })
            .AddContractJson();
        return Pipe(builder.Build());
    }

    private static WebApplication Pipe(WebApplication app)
    {
        app.UseForwardedHeaders(KnownProxies.Believe(app.Configuration));
        app.UseMiddleware<AnswerHeaders>();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<AuditTrail>();
        app.UseMiddleware<ExceptionProblems>();
        app.UseMiddleware<RequestFraming>();
        app.UseStatusCodePages(StatusProblems.WriteAsync);
        app.UseContractOpenApi();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.MapHealth();
        app.MapControllers();
        return app;
    }

    /// <summary>They come before the route: a form in the body could name another chat than the one that was authorized and audited.</summary>
    private static void ReadNoForms(IList<IValueProviderFactory> factories)
    {
        factories.RemoveType<FormValueProviderFactory>();
        factories.RemoveType<JQueryFormValueProviderFactory>();
        factories.RemoveType<FormFileValueProviderFactory>();
    }

    private static IServiceCollection AddDraining(this IServiceCollection services) => services
        .AddSingleton<Draining>()
        .AddHostedService(provider => provider.GetRequiredService<Draining>());
}
