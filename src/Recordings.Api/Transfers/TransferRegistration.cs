namespace Recordings.Api.Transfers;

internal static class TransferRegistration
{
    public static IServiceCollection AddTransfers(this IServiceCollection services) => services
        .AddSingleton<RunningTransfers>()
        .AddHostedService<TransferWatch>();
}
