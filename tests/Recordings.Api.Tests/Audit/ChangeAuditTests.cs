using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Audit;

/// <summary>Each change of kind, owner or participants of a private chat is one line that names who came and who went.</summary>
[EndToEnd]
internal sealed class ChangeAuditTests
{
    private readonly NamedRequests _requests = new();
    private readonly Dictionary<string, int> _statuses = [];
    private string _platformKey = "";
    private string _adminKey = "";

    [OneTimeSetUp]
    public async Task RequestAsync()
    {
        await using var service = await TestService.StartAsync(
            services => services.AddSingleton<ILoggerProvider>(_requests.Logs), "--Logging:LogLevel:Recordings=Information");
        var workspace = await service.CreateWorkspaceAsync();
        var platformKey = await service.SendAsync(Administer.CreateKey(workspace, "m-platform", "chats:write"));
        var adminKey = await service.SendAsync(Administer.CreateKey(workspace, "m-admin", "chats:admin"));
        (_platformKey, _adminKey) = (platformKey.Key.KeyId, adminKey.Key.KeyId);
        using var platform = service.CreateClient(workspace, platformKey.Text);
        using var admin = service.CreateClient(workspace, adminKey.Text);

        await PutAsync("opened", platform, 1, "direct_message", null, "m-1");
        await PutAsync("unchanged", platform, 1, "direct_message", null, "m-1");
        await PutAsync("exchanged", platform, 1, "direct_message", null, "m-2", "m-3");
        await PutAsync("owner", platform, 1, "direct_message", "m-4", "m-2", "m-3");
        await PutAsync("conflict", platform, 1, "standard", "m-4");
        await PutAsync("self", platform, 1, "direct_message", "m-4", "m-platform");
        await PutAsync("quoted", platform, 1, "direct_message", "m-4", "m\" x \\", "m, 5");
        await PutAsync("admin", admin, 1, "direct_message", "m-4", "m-admin");
        await PutAsync("published", admin, 1, "standard", "m-4", "m-admin");
        await PutAsync("standard", platform, 1, "standard", null, "m-1");
        await PutAsync("closed", platform, 1, "manager_owned", "m-1", "m-1");
    }

    [TestCase("exchanged", "direct_message", "direct_message", "(null)", "(null)", "\"m-2\" \"m-3\"", "\"m-1\"")]
    [TestCase("owner", "direct_message", "direct_message", "(null)", "\"m-4\"", "\"m-4\"", "(null)")]
    [TestCase("quoted", "direct_message", "direct_message", "\"m-4\"", "\"m-4\"", "\"m\\\" x \\\\\" \"m, 5\"", "\"m-2\" \"m-3\"")]
    [TestCase("admin", "direct_message", "direct_message", "\"m-4\"", "\"m-4\"", "\"m-admin\"", "\"m\\\" x \\\\\" \"m, 5\"")]
    [TestCase("published", "direct_message", "standard", "\"m-4\"", "\"m-4\"", "(null)", "(null)")]
    [TestCase("closed", "standard", "manager_owned", "(null)", "\"m-1\"", "(null)", "(null)")]
    public void Line_ChangeOfAPrivateChat_SaysWhatChanged(
        string request, string kindBefore, string kind, string ownerBefore, string owner, string added, string removed)
    {
        var line = _requests.LinesOf(request).Single();

        Assert.That(
            (line["Action"], line["Outcome"], line["Chat"], line["KindBefore"], line["Kind"], line["OwnerBefore"], line["Owner"], line["Added"], line["Removed"]),
            Is.EqualTo(((object?)"chat.described", (object?)"Complete", (object?)1L, (object?)kindBefore, (object?)kind, (object?)ownerBefore, (object?)owner, (object?)added, (object?)removed)));
    }

    [Test]
    public void Line_Change_NamesTheCredential() => Assert.That(
        (_requests.LinesOf("exchanged").Single()["Credential"], _requests.LinesOf("admin").Single()["Credential"]),
        Is.EqualTo(((object?)$"key:{_platformKey}", (object?)$"key:{_adminKey}")));

    [Test]
    public void Line_Message_HoldsTheChange() => Assert.That(
        _requests.Logs.Audit.Select(line => line.Message),
        Has.Exactly(1).EndsWith(": kind direct_message to direct_message, owner (null) to (null), added \"m-2\" \"m-3\", removed \"m-1\""));

    [Test]
    public void Line_SelfAdmission_IsThatOfADenial()
    {
        var line = _requests.LinesOf("self").Single();

        Assert.That((line["Action"], line["Outcome"], line.ContainsKey("Added")), Is.EqualTo(((object?)"chat.described", (object?)"self_admission", false)));
    }

    [TestCase("opened", 201)]
    [TestCase("unchanged", 200)]
    [TestCase("conflict", 409)]
    [TestCase("standard", 200)]
    public void Request_WithoutAChangeOfAPrivateChat_HasNoLine(string request, int status) =>
        Assert.That((_statuses[request], _requests.LinesOf(request).Count()), Is.EqualTo((status, 0)));

    private async Task PutAsync(string name, HttpClient client, long chat, string kind, string? owner, params string[] participants)
    {
        using var answer = await client.PutAsJsonAsync($"{chat}", new
        {
            channel = "phone_voice",
            kind,
            owner_member_id = owner,
            started_at = "2026-11-22T10:00:00Z",
            participants = participants.Select(member => new { member_id = member }),
        });
        _statuses[name] = (int)answer.StatusCode;
        await _requests.AddAsync(name, Task.FromResult(answer));
    }
}
