using Microsoft.AspNetCore.Mvc.ModelBinding;
using Recordings.Api.Audit;
using Recordings.Api.Authentication;
using Recordings.Api.Binding;
using Recordings.Api.Hosting;
using Recordings.Api.Hosting.Connections;
using Recordings.Api.Http;
using Recordings.Api.Json;
using Recordings.Api.Links;
using Recordings.Api.OpenApi;
using Recordings.Api.Operations.Demo;
using Recordings.Api.Operations.Health;
using Recordings.Api.Operations.Logging;
using Recordings.Api.Problems;
using Recordings.Api.Transfers;
using Recordings.Application;
using Recordings.Application.Assembly;
using Recordings.Application.Capture;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Infrastructure;

namespace Recordings.Api;

/// <summary>Builds the service and its pipeline.</summary>
internal static class ServiceHost
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Configuration is read from the executable's folder; data is stored below the working directory.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // As an option: arguments could not override the builder's own EnvironmentName.
            Args = [$"--{HostDefaults.EnvironmentKey}={EnvironmentName()}", .. arguments],
            // Controllers are searched in this assembly, also when tests host the service.
            ApplicationName = typeof(ServiceHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders().Services.AddSingleton<ILoggerProvider, ConsoleLines>();

        // The framework's request log contains whole request targets, signatures included. RequestLog replaces it.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // The host logs a failed start with a stack trace; Serve explains it in one line. Failed background services are critical.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services
            .AddApplication()
            .Configure<DownloadOptions>(builder.Configuration.GetSection(DownloadOptions.Section))
            .Configure<CaptureOptions>(builder.Configuration.GetSection(CaptureOptions.Section))
            .Configure<AssemblyOptions>(options =>
            {
                options.AtOnce = builder.Configuration.GetValue(AssemblyOptions.AtOnceKey, options.AtOnce);
                options.MaxSilentHours = builder.Configuration.GetValue(AssemblyOptions.MaxSilentHoursKey, options.MaxSilentHours);
            })
            .AddInfrastructure(builder.Configuration);
        return builder;
    }

    /// <summary>The environment variable; without one, a debug build runs as Development and a release build as Production.</summary>
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
        SpareThreads.Reserve();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Each reader of a body counts its bytes. The server's own limit would abort the connection of a client that is still sending,
            // before the client can read why the request failed.
            kestrel.Limits.MaxRequestBodySize = null;

            // RFC 9112 §3.2.2: the host of a target in absolute form replaces the Host header.
            kestrel.AllowHostHeaderOverride = true;
        });
        builder.WebHost.ReadNoFurtherThanTheBody();
        builder.WebHost.UseSmallSendBuffers();
        builder.Services
            .AddSingleton<PublicOrigin>()
            .AddConnectionLimit()
            .AddDraining()
            .AddSingleton<StopDeadline>()
            .AddBearerAuthentication(builder.Configuration, builder.Environment)
            .AddContractCors(builder.Configuration)
            .AddContractRateLimit(builder.Configuration)
            .AddSingleton<AudioResultExecutor>()
            .AddTransfers()
            .AddSingleton<IAccessLedger, LogAccessLedger>()
            .AddSingleton<RequestAudit>()
            .AddSingleton<IDenialRecord>(services => services.GetRequiredService<RequestAudit>())
            .AddSingleton<DemoData>()
            .AddSingleton<DemoGreeting>()
            .AddContractOpenApi(builder.Environment)
            .AddControllers(mvc =>
            {
                mvc.ModelBinderProviders.Insert(0, new ContractBinders());
                ReadNoForms(mvc.ValueProviderFactories);
            })
            .AddContractJson();
        return Pipe(builder.Build());
    }

    private static WebApplication Pipe(WebApplication app)
    {
        app.UseForwardedHeaders(KnownProxies.CreateOptions(app.Configuration));
        app.UseConnectionLimit();
        app.UseMiddleware<AnswerHeaders>();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<CompleteBodies>();
        app.UseMiddleware<AccessAudit>();
        app.UseMiddleware<ExceptionProblems>();
        app.UseMiddleware<RequestFraming>();
        app.UseMiddleware<AbsoluteTargets>();
        app.UseStatusCodePages(StatusProblems.WriteAsync);
        app.UseContractOpenApi();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.MapHome();
        app.MapHealth();
        app.MapControllers();
        return app;
    }

    /// <summary>Form values would precede route and query: a form in the body could then override a parameter that was authorized.</summary>
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
