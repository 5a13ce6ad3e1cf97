using System.Globalization;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Infrastructure.SignedLinks;

/// <summary>
/// The signed values of a link. As text: /links/{workspace}/{chat}/{file}?capture=…&amp;version=…&amp;by=…&amp;as=…&amp;expires=…
/// </summary>
internal sealed record LinkPayload(
    WorkspaceId Workspace, ChatId Chat, string FileName, ChatKey Key, Sha256 Version, string By, bool Download, DateTimeOffset ExpiresAt)
{
    public string Write() => string.Create(
        CultureInfo.InvariantCulture,
        $"/links/{Workspace}/{Chat}/{FileName}?capture={Key.Value}&version={Version}&by={By}&as={(Download ? "attachment" : "inline")}&expires={ExpiresAt.ToUnixTimeSeconds()}");

    /// <summary>Parses a target without checks. Call it only after its signature is verified: then <see cref="Write"/> made it.</summary>
    public static LinkPayload Read(string target)
    {
        var queryStart = target.IndexOf('?');
        var path = target[..queryStart].Split('/');
        var query = target[(queryStart + 1)..].Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

        return new LinkPayload(
            new WorkspaceId(Guid.ParseExact(path[2], "D")),
            new ChatId(Number(path[3])),
            path[4],
            new ChatKey(Number(query["capture"])),
            new Sha256(Convert.FromHexString(query["version"])),
            query["by"],
            query["as"] == "attachment",
            DateTimeOffset.FromUnixTimeSeconds(Number(query["expires"])));
    }

    private static long Number(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
