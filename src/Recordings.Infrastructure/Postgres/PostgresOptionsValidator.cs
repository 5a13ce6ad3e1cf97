using Microsoft.Extensions.Options;
using Npgsql;

namespace Recordings.Infrastructure.Postgres;

/// <summary>Its messages name the configuration key and never the value, which holds a password.</summary>
internal sealed class PostgresOptionsValidator : IValidateOptions<PostgresOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgresOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
            return ValidateOptionsResult.Fail($"{PostgresOptions.Key} must be set for PostgreSQL.");

        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(options.ConnectionString).Host)
                ? ValidateOptionsResult.Fail($"{PostgresOptions.Key} must name a host.")
                : ValidateOptionsResult.Success;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException)
        {
            return ValidateOptionsResult.Fail($"{PostgresOptions.Key} is not a connection string for PostgreSQL.");
        }
    }
}
