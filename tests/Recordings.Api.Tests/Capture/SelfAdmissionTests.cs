using System.Net.Http.Json;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Capture;

/// <summary>A caller does not let its own member into a private chat that exists. Without this rule, chats:write would read every chat.</summary>
[EndToEnd]
internal sealed class SelfAdmissionTests
{
    private const string Spy = "m-spy";

    private TestService _service = null!;
    private string _workspace = "";
    private HttpClient _platform = null!;
    private HttpClient _spy = null!;
    private HttpClient _token = null!;
    private HttpClient _admin = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(Tokens.Settings);
        _workspace = await _service.CreateWorkspaceAsync();
        _platform = await _service.CreateClientAsync(_workspace, "m-platform", "chats:write");
        _spy = await _service.CreateClientAsync(_workspace, Spy, "chats:write");
        _token = _service.CreateClient(_workspace, Tokens.Create(Spy, "chats:write", _workspace));
        _admin = await _service.CreateClientAsync(_workspace, Spy, "chats:admin");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _platform.Dispose();
        _spy.Dispose();
        _token.Dispose();
        _admin.Dispose();
        await _service.DisposeAsync();
    }

    [TestCase("manager_owned", "m-1", "manager_owned", "m-1", Spy)]
    [TestCase("manager_owned", "m-1", "manager_owned", Spy, "m-1")]
    [TestCase("direct_message", null, "direct_message", null, Spy)]
    [TestCase("direct_message", null, "direct_message", Spy, null)]
    [TestCase("direct_message", "m-1", "standard", "m-1", Spy)]
    [TestCase("direct_message", "m-1", "manager_owned", Spy, null)]
    [TestCase("direct_message", "m-1", "direct_message", null, Spy)]
    public async Task Put_CallerIntoAPrivateChat_Is403AndChangesNothing(
        string kind, string? owner, string nextKind, string? nextOwner, string? participant)
    {
        var chat = await RecordAsync(kind, owner, "m-2");
        var before = await _platform.CompleteAsync(chat).JsonAsync();

        foreach (var caller in (HttpClient[])[_spy, _token])
            Assert.That(await PutAsync(caller, chat, nextKind, nextOwner, "m-2", participant), Is.EqualTo("403 self_admission"));

        Assert.That((await _platform.CompleteAsync(chat).JsonAsync()).GetRawText(), Is.EqualTo(before.GetRawText()));
        Assert.That(await _spy.GetAsync($"{chat}/audio.wav").OutcomeAsync(), Is.EqualTo("403 private_chat"));
    }

    [Test]
    public async Task Put_CallerAmongManyParticipants_Is403()
    {
        var chat = await RecordAsync("direct_message", null);

        var members = Enumerable.Range(0, 999).Select(number => $"m-{number}").Append(Spy).ToArray();

        Assert.That(await PutAsync(_spy, chat, "direct_message", null, members), Is.EqualTo("403 self_admission"));
    }

    [Test]
    public async Task Put_CallerAsOwnerOfAnEndedPrivateChat_Is403()
    {
        var chat = await RecordAsync("direct_message", null, "m-2");
        await _platform.CompleteAsync(chat);

        Assert.That(await PutAsync(_spy, chat, "direct_message", Spy), Is.EqualTo("403 self_admission"));
    }

    [TestCase("M-SPY")]
    [TestCase("m-spy ")]
    [TestCase("m\u00ADspy")]
    public async Task Put_AlmostTheCaller_LetsTheCallerNotIn(string member)
    {
        var chat = await RecordAsync("direct_message", null, "m-2");

        await PutAsync(_spy, chat, "direct_message", null, member);

        Assert.That(await _spy.GetAsync($"{chat}/audio.wav").OutcomeAsync(), Is.EqualTo("403 private_chat"));
    }

    [Test]
    public async Task Put_CallerWhoWasRemoved_DoesNotComeBack()
    {
        var chat = await RecordAsync("direct_message", null, Spy);
        Assert.That(await PutAsync(_spy, chat, "direct_message", null, "m-2"), Is.EqualTo("200"));

        Assert.That(await PutAsync(_spy, chat, "direct_message", null, Spy), Is.EqualTo("403 self_admission"));
    }

    [Test]
    public async Task Put_MadePrivateWithoutTheCaller_IsClosedToTheCaller()
    {
        var chat = await RecordAsync("standard", null, Spy);
        await PutAsync(_platform, chat, "direct_message", null, "m-2");

        Assert.That(await PutAsync(_spy, chat, "standard", null, Spy), Is.EqualTo("403 self_admission"));
    }

    [TestCase("direct_message", null, Spy)]
    [TestCase("manager_owned", Spy, null)]
    public async Task Put_NewPrivateChatWithTheCaller_Is201(string kind, string? owner, string? participant) =>
        Assert.That(await PutAsync(_spy, ChatIds.Next(), kind, owner, participant), Is.EqualTo("201"));

    [TestCase("direct_message", null, Spy)]
    [TestCase("manager_owned", Spy, "m-2")]
    public async Task Put_StandardChatBecomesPrivateWithTheCaller_Is200(string kind, string? owner, string participant)
    {
        var chat = await RecordAsync("standard", null);

        Assert.That(await PutAsync(_spy, chat, kind, owner, participant), Is.EqualTo("200"));
    }

    [TestCase(Spy, "m-2", null, "m-2,m-spy")]
    [TestCase("m-1", Spy, "m-1", "m-spy,m-3")]
    [TestCase("m-1", Spy, Spy, "m-2")]
    public async Task Put_CallerWhoIsInTheChat_Is200(string owner, string participant, string? nextOwner, string participants)
    {
        var chat = await RecordAsync("manager_owned", owner, participant);

        Assert.That(await PutAsync(_spy, chat, "manager_owned", nextOwner ?? owner, participants.Split(',')), Is.EqualTo("200"));
    }

    [Test]
    public async Task Put_OtherMembersIntoAPrivateChat_Is200()
    {
        var chat = await RecordAsync("direct_message", null, "m-2");

        Assert.That(await PutAsync(_spy, chat, "direct_message", null, "m-2", "m-3"), Is.EqualTo("200"));
    }

    [TestCase("direct_message")]
    [TestCase("standard")]
    public async Task Put_AdminIntoAPrivateChat_Is200(string kind)
    {
        var chat = await RecordAsync("direct_message", null, "m-2");

        Assert.That(await PutAsync(_admin, chat, kind, null, Spy), Is.EqualTo("200"));
    }

    [Test]
    public async Task Put_ConcurrentlyWithOthersDescriptions_NeverLetsTheCallerIn()
    {
        var chat = await RecordAsync("direct_message", null, Spy);
        await PutAsync(_platform, chat, "direct_message", null, "m-2");

        var others = Enumerable.Range(0, 10).Select(number => PutAsync(_platform, chat, "direct_message", null, $"m-{number}"));
        var spies = Enumerable.Range(0, 10).Select(_ => PutAsync(_spy, chat, "direct_message", null, Spy)).ToList();
        await Task.WhenAll(others.Concat(spies));

        Assert.That(spies.Select(spy => spy.Result), Is.All.EqualTo("403 self_admission"));
    }

    /// <summary>Either the caller opens the chat and is in it, or the chat exists without the caller.</summary>
    [Test]
    public async Task Put_ConcurrentlyWithTheOpening_OpensOrIs403([Range(0, 9)] int _)
    {
        var chat = ChatIds.Next();

        var opening = PutAsync(_platform, chat, "direct_message", null, "m-2");
        var spy = await PutAsync(_spy, chat, "direct_message", null, Spy);

        Assert.That((await opening, spy), Is.EqualTo(("201", "403 self_admission")).Or.EqualTo(("200", "201")));
    }

    private async Task<long> RecordAsync(string kind, string? owner, params string?[] participants)
    {
        var chat = ChatIds.Next();
        Assert.That(await PutAsync(_platform, chat, kind, owner, participants), Is.EqualTo("201"));
        return chat;
    }

    private static Task<string> PutAsync(HttpClient client, long chat, string kind, string? owner, params string?[] participants) =>
        client.PutAsJsonAsync($"{chat}", new
        {
            channel = "phone_voice",
            kind,
            owner_member_id = owner,
            started_at = "2026-11-22T10:00:00Z",
            participants = participants.OfType<string>().Select(member => new { member_id = member }),
        }).OutcomeAsync();
}
