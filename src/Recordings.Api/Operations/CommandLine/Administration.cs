using System.Text.Json;
using MediatR;
using Recordings.Api.Json;
using Recordings.Api.Operations.Configuration;
using Recordings.Application;
using Recordings.Application.Ports;

namespace Recordings.Api.Operations.CommandLine;

/// <summary>Runs one use case with the service's configuration and prints its result as one line of JSON.</summary>
internal static class Administration
{
    private const int FailureExitCode = 1;

    public static async Task<int> RunAsync<T>(
        IRequest<Result<T>> message, Func<T, object> answer, CancellationToken cancellationToken)
        where T : class
    {
        // The application is built but not started: no listener, no background work.
        await using var app = ServiceHost.CreateBuilder([]).Build();
        if (new ConfigurationCheck(app.Configuration, app.Environment).FindDatabaseErrors().FirstOrDefault() is { } error)
            return await FailAsync(error);

        try
        {
            var result = await SendAsync(app, message, cancellationToken);
            if (result.TryGet(out var value, out var failure))
            {
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(answer(value), ContractJson.Options));
                return 0;
            }

            return await FailAsync(Explain(failure));
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return await FailAsync(StartFault.Explain(fault, app.Configuration));
        }
    }

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return FailureExitCode;
    }

    private static async Task<Result<T>> SendAsync<T>(
        WebApplication app, IRequest<Result<T>> message, CancellationToken cancellationToken)
        where T : class
    {
        await app.Services.GetRequiredService<IDatabase>().MigrateAsync(cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(message, cancellationToken);
    }

    private static string Explain(Failure failure) => failure.Errors is null
        ? failure.Detail
        : string.Join(Environment.NewLine, failure.Errors.Select(field => $"{field.Key}: {string.Join(' ', field.Value)}"));
}
