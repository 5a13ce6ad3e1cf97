namespace Recordings.Api.Tests.Running.Backends;

/// <summary>
/// The backends of the services in this run: embedded, unless RECORDINGS_TEST_DATABASE (Sqlite, Postgres) or
/// RECORDINGS_TEST_STORE (Files, S3) names another one. RECORDINGS_TEST_POSTGRES and RECORDINGS_TEST_S3 name the servers.
/// </summary>
internal static class TestBackends
{
    public static bool OnPostgres { get; } = IsChosen("RECORDINGS_TEST_DATABASE", "Postgres", embedded: "Sqlite");

    public static bool OnS3 { get; } = IsChosen("RECORDINGS_TEST_STORE", "S3", embedded: "Files");

    /// <summary>The PostgreSQL server's connection string. Without a server the test is ignored.</summary>
    public static string PostgresServer() => Server("RECORDINGS_TEST_POSTGRES");

    /// <summary>The S3 server's settings by name. Without a server the test is ignored.</summary>
    public static IReadOnlyDictionary<string, string> S3Server() =>
        Server("RECORDINGS_TEST_S3").Split(';').Select(part => part.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    private static bool IsChosen(string variable, string other, string embedded) => Environment.GetEnvironmentVariable(variable) switch
    {
        null or "" => false,
        var chosen when chosen == embedded => false,
        var chosen when chosen == other => true,
        var chosen => throw new ArgumentException($"{variable} is {chosen}; it can be {embedded} or {other}."),
    };

    private static string Server(string variable)
    {
        var server = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(server))
            Assert.Ignore($"{variable} names no server.");
        return server!;
    }
}
