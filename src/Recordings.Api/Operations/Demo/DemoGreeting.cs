using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Recordings.Api.Operations.Demo;

/// <summary>Prints the demo's URLs and a key on standard output.</summary>
internal sealed class DemoGreeting(DemoData demo, IServer server, IConfiguration configuration)
{
    public const string Key = "Demo:Enabled";

    public async Task PresentAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetValue(Key, false) && await demo.SeedAsync(cancellationToken))
            await Console.Out.WriteLineAsync(Text(Address(), await demo.CreateKeyAsync(cancellationToken)));
    }

    private string Address() =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?
            .Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal).TrimEnd('/')
        ?? "http://localhost:5000";

    private static string Text(string address, string key)
    {
        var recordings = $"{address}/api/v2/w/{DemoData.Workspace}/recordings/chat";
        return $"""

            Recordings is running with a demo call of two voices.

              Swagger UI   {address}/swagger   (Authorize with the key below)
              Workspace    {DemoData.Workspace}
              Key          {key}
              Calls        48213 (two voices), 48214 (a private direct message: 403), 48215 (no audio: 404)

            The whole call as one WAV:
              curl -H "Authorization: Bearer {key}" -o recording.wav {recordings}/48213/audio.wav

            A link that plays anywhere for a few minutes:
              curl -H "Authorization: Bearer {key}" "{recordings}/48213/download-url?expires_in=300"

            """;
    }
}
