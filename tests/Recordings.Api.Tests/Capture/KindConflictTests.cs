using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Capture;

/// <summary>Only a caller with chats:admin can make a private chat less private.</summary>
[EndToEnd]
internal sealed class KindConflictTests
{
    private TestService _service = null!;
    private HttpClient _platform = null!;
    private HttpClient _admin = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        var workspace = await _service.CreateWorkspaceAsync();
        _platform = await _service.CreateClientAsync(workspace, "m-platform", "chats:write");
        _admin = await _service.CreateClientAsync(workspace, "m-admin", "chats:admin");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _platform.Dispose();
        _admin.Dispose();
        await _service.DisposeAsync();
    }

    [TestCase("direct_message", null, "standard", null)]
    [TestCase("direct_message", null, "manager_owned", "m-1")]
    [TestCase("manager_owned", "m-1", "standard", "m-1")]
    [TestCase("manager_owned", "m-1", "direct_message", "m-1")]
    [TestCase("direct_message", "m-1", "direct_message", null)]
    public async Task Put_PrivateChatWouldLosePrivacy_IsAConflict(string kind, string? owner, string nextKind, string? nextOwner)
    {
        var chat = ChatIds.Next();
        await PutAsync(_platform, chat, kind, owner);

        Assert.That(await PutAsync(_platform, chat, nextKind, nextOwner), Is.EqualTo("409 kind_conflict"));
    }

    [TestCase("direct_message", null, "standard", null)]
    [TestCase("direct_message", "m-1", "direct_message", null)]
    public async Task Put_AdminOpensAPrivateChat_Is200(string kind, string? owner, string nextKind, string? nextOwner)
    {
        var chat = ChatIds.Next();
        await PutAsync(_platform, chat, kind, owner);

        Assert.That(await PutAsync(_admin, chat, nextKind, nextOwner), Is.EqualTo("200"));
    }

    [TestCase("standard", null, "direct_message", null)]
    [TestCase("standard", "m-1", "standard", null)]
    [TestCase("standard", null, "manager_owned", "m-1")]
    [TestCase("manager_owned", "m-1", "manager_owned", "m-2")]
    [TestCase("direct_message", null, "direct_message", "m-1")]
    public async Task Put_NoPrivacyLost_Is200(string kind, string? owner, string nextKind, string? nextOwner)
    {
        var chat = ChatIds.Next();
        await PutAsync(_platform, chat, kind, owner);

        Assert.That(await PutAsync(_platform, chat, nextKind, nextOwner), Is.EqualTo("200"));
    }

    [Test]
    public async Task Put_Conflict_ChangesNothing()
    {
        var chat = ChatIds.Next();
        await PutAsync(_platform, chat, "direct_message", null);
        await PutAsync(_platform, chat, "standard", null);

        Assert.That((await _platform.CompleteAsync(chat)).IsSuccessStatusCode);
        Assert.That(await _platform.GetAsync($"{chat}").OutcomeAsync(), Is.EqualTo("403 private_chat"));
    }

    private static Task<string> PutAsync(HttpClient client, long chat, string kind, string? owner) => client.PutJsonAsync(
        chat,
        $$"""{"channel":"phone_voice","started_at":"2026-11-22T10:00:00Z","kind":"{{kind}}","owner_member_id":{{(owner is null ? "null" : $"\"{owner}\"")}}}""").OutcomeAsync();
}
