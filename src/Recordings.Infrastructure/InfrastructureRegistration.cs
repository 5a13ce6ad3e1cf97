using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Recordings.Application.Configuration;
using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Infrastructure.Disk;
using Recordings.Infrastructure.FileStore;
using Recordings.Infrastructure.Inspection;
using Recordings.Infrastructure.Postgres;
using Recordings.Infrastructure.Rendering;
using Recordings.Infrastructure.S3;
using Recordings.Infrastructure.SignedLinks;
using Recordings.Infrastructure.Sql;
using Recordings.Infrastructure.Sqlite;

namespace Recordings.Infrastructure;

/// <summary>Registers the adapters that the configuration selects.</summary>
public static class InfrastructureRegistration
{
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(TimeProvider.System)
        .AddDataDirectory(configuration)
        .AddDatabase(configuration)
        .AddStore(configuration)
        .AddAudio();

    private static IServiceCollection AddDataDirectory(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<DataOptions>(configuration.GetSection(DataOptions.Section))
        .AddSingleton<DataDirectory>();

    private static IServiceCollection AddDatabase(this IServiceCollection services, IConfiguration configuration) =>
        (configuration.IsPostgres() ? services.AddPostgres(configuration) : services.AddSqlite())
        .AddSingleton<IDatabase>(provider => provider.GetRequiredService<SqlDatabase>())
        .AddSingleton<IRecordings, SqlRecordings>()
        .AddSingleton<ICallWriter, SqlCallWriter>()
        .AddSingleton<IDeletionQueue, SqlDeletionQueue>()
        .AddSingleton<ICredentials, SqlCredentials>()
        .AddSingleton<IWorkspaces, SqlWorkspaces>();

    private static IServiceCollection AddSqlite(this IServiceCollection services) => services
        .AddSingleton<SqlDatabase, SqliteDatabase>()
        .AddSingleton<IAssemblyLock, SingleProcessLock>();

    private static IServiceCollection AddPostgres(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PostgresOptions>()
            .Configure(options => options.ConnectionString = configuration[PostgresOptions.Key] ?? "")
            .ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<PostgresOptions>, PostgresOptionsValidator>()
            .AddSingleton<PostgresConnections>()
            .AddSingleton<SqlDatabase, PostgresDatabase>()
            .AddSingleton<IAssemblyLock, PostgresAssemblyLock>();
    }

    private static IServiceCollection AddStore(this IServiceCollection services, IConfiguration configuration) =>
        configuration.IsS3() ? services.AddS3Store(configuration) : services.AddFileStore(configuration);

    private static IServiceCollection AddS3Store(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<S3Options>(configuration.GetSection(S3Options.Section))
        .AddSingleton<S3Calls>()
        .AddSingleton<S3Bucket>()
        .AddSingleton<S3Upload>()
        .AddSingleton<S3Assembly>()
        .AddSingleton<RangedReader>()
        .AddSingleton<IAudioStore, S3AudioStore>()
        .AddSingleton<IDownloadLinks, S3Links>();

    private static IServiceCollection AddFileStore(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<StorageOptions>(configuration.GetSection(StorageOptions.Section))
        .AddSingleton<FreeSpace>()
        .AddSingleton<IAudioStore, FileAudioStore>()
        .AddSingleton<LinkKeyring>()
        .AddSingleton<IDownloadLinks, ServiceSignedLinks>();

    private static IServiceCollection AddAudio(this IServiceCollection services) => services
        .AddSingleton<IChunkInspector, ChunkInspector>()
        .AddSingleton<IRecordingRenderer, RecordingRenderer>();
}
