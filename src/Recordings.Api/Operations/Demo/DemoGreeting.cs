using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Recordings.Api.Links;

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
        var origin = new Uri(address);
        return $"""

            Recordings is running with a demo call of two voices.

              Swagger UI   {address}/swagger   (Authorize with the key below)
              Workspace    {DemoData.Workspace}
              Key          {key}
              Calls        {DemoData.Call} (two voices), {DemoData.DirectMessage} (a private direct message: 403), {DemoData.SilentCall} (no audio: 404)

            The whole call as one WAV:
              curl -H "Authorization: Bearer {key}" -o recording.wav {RecordingRoutes.AudioOf(origin, DemoData.Workspace, DemoData.Call)}

            A link that plays anywhere for a few minutes:
              curl -H "Authorization: Bearer {key}" "{RecordingRoutes.DownloadUrlOf(origin, DemoData.Workspace, DemoData.Call)}?expires_in=300"

            """;
    }
}
