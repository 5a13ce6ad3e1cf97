using System.Runtime.CompilerServices;
using Recordings.Application.Configuration;
using Recordings.Application.Ports;

namespace Recordings.Api.Operations.Doctor;

/// <summary>Checks that the configured database is writable and its schema up to date. It changes nothing.</summary>
internal sealed class DatabaseCheck(IDatabase database, IConfiguration configuration)
{
    public async IAsyncEnumerable<CheckResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reachable = await CheckResult.RunAsync(
            "database: reachable and writable",
            configuration.IsPostgres()
                ? $"See {SettingNames.ConnectionString}, the server's permissions and its log."
                : $"See {SettingNames.DataDirectory}: the service creates it at its first start; only the service's user may enter.",
            database.CheckAsync, cancellationToken);
        yield return reachable;
        if (reachable.Passed)
        {
            yield return await CheckResult.RunAsync(
                "database: schema up to date", "Start this release once, with a role that may create tables: it migrates before it serves.",
                CheckSchemaAsync, cancellationToken);
        }
    }

    private async Task CheckSchemaAsync(CancellationToken cancellationToken)
    {
        var schema = await database.FindSchemaAsync(cancellationToken);
        if (schema.Present > schema.Needed)
            throw new InvalidDataException(new SchemaTooNewException(schema.Present, schema.Needed).Message);
        if (schema.Present < schema.Needed)
            throw new InvalidDataException($"It has version {schema.Present}, and this release needs {schema.Needed}.");
    }
}
