using System.Text.Json;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Operations.CommandLine;

/// <summary>The commands of the real executable: their output and their failures.</summary>
internal sealed class AdministrationTests
{
    private const string Uuid = "0f0e0d0c-0b0a-4908-8706-050403020100";

    private TestService _service = null!;
    private JsonElement _workspace;
    private JsonElement _key;
    private JsonElement _expiringKey;
    private Run _list = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        _workspace = (await RunAsync("workspaces", "create", "--name", "Zürich \"Süd\"", "--uuid", Uuid.ToUpperInvariant())).Line();
        _key = (await RunAsync("keys", "create", "--workspace", Uuid, "--member", "m-17", "--scopes", "chats:read chats:write")).Line();
        _expiringKey = (await RunAsync(
            "keys", "create", "--workspace", Uuid, "--member", "m-18", "--scopes", "chats:admin", "--expires-in-days", "30")).Line();
        _list = await RunAsync("keys", "list", "--workspace", Uuid);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _service.DisposeAsync();

    [Test]
    public void CreateWorkspace_WithUuid_PrintsTheWorkspace() => Assert.That(
        (_workspace.Text("workspace_uuid"), _workspace.Text("name"), _workspace.Text("recording")), Is.EqualTo((Uuid, "Zürich \"Süd\"", "on")));

    [Test]
    public void CreateKey_WithoutExpiry_NeverExpires() => Assert.That(_key.GetProperty("expires_at").ValueKind, Is.EqualTo(JsonValueKind.Null));

    [Test]
    public void CreateKey_ExpiresInDays_PrintsTheExpiry() => Assert.That(
        _expiringKey.GetProperty("expires_at").GetDateTimeOffset() - _expiringKey.GetProperty("created_at").GetDateTimeOffset(),
        Is.EqualTo(TimeSpan.FromDays(30)));

    [Test]
    public void CreateKey_Text_HasPrefixAndLength() => Assert.That(_key.Text("key"), Does.Match("^rk_[A-Za-z0-9_-]{27,}$"));

    [Test]
    public void ListKeys_TwoKeys_PrintsAllButTheirTexts()
    {
        var keys = _list.Line().GetProperty("keys").EnumerateArray().ToArray();

        Assert.That(keys.Select(key => key.Text("key_id")), Is.EquivalentTo(new[] { _key.Text("key_id"), _expiringKey.Text("key_id") }));
        Assert.That(
            keys[0].EnumerateObject().Select(field => field.Name),
            Is.EqualTo(new[] { "key_id", "member_id", "scopes", "created_at", "expires_at", "revoked_at" }));
        Assert.That(_list.Output, Does.Not.Contain("rk_"));
    }

    [TestCase("keys create --workspace " + Uuid + " --member m --scopes chats:read,chats:write", "scopes")]
    [TestCase("keys create --workspace 7f1d9c52-3c1e-4b0a-9d55-0c2f7a1e4b60 --member m --scopes chats:read", "7f1d9c52-3c1e-4b0a-9d55-0c2f7a1e4b60")]
    [TestCase("keys list --workspace not-a-uuid", "workspace")]
    [TestCase("keys revoke key_unknown", "key")]
    [TestCase("workspaces set " + Uuid + " --recording maybe", "maybe")]
    [TestCase("bogus", "bogus")]
    [TestCase("keys create --workspace " + Uuid + " --member m --scopes chats:read --expire-in-days 7", "--expire-in-days")]
    [TestCase("keys create --workspace " + Uuid + " --member m --scopes chats:read chats:write", "chats:write")]
    [TestCase("workspaces create --name W --recordng off", "--recordng")]
    [TestCase("--Data:Directory=elsewhere workspaces create --name W", "--Data:Directory")]
    [TestCase("doctor --all", "--all")]
    [TestCase("--Data:Directory=elsewhere worspaces create", "worspaces")]
    [TestCase("--urls http://127.0.0.1:0 serve", "serve")]
    public async Task Command_Invalid_ExplainsOnStandardErrorOnly(string words, string named)
    {
        var run = await RunAsync(words.Split(' '));

        Assert.That(run.ExitCode, Is.Not.Zero);
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Errors, Does.Contain(named).And.Not.Contain("   at "));
    }

    [TestCase("a\u2028b")]
    [TestCase("\u202Ea")]
    [TestCase("a\u2069")]
    [TestCase("a\nb")]
    [TestCase("a\uFFFD")]
    public async Task CreateKey_MemberThatForgesText_IsAnError(string member)
    {
        var run = await RunAsync("keys", "create", "--workspace", Uuid, "--member", member, "--scopes", "chats:read");

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((1, "")));
        Assert.That(run.Errors, Does.Contain("A member id"));
    }

    [TestCase("Postgress", "Database:Provider")]
    [TestCase("Postgres", "ConnectionStrings:Recordings")]
    public async Task Command_InvalidConfiguration_FailsAsTheServiceDoes(string provider, string key)
    {
        var folder = Path.Combine(_service.Data.Directory, provider);

        var run = await Executable.RunAsync(
            new Dictionary<string, string> { ["Data:Directory"] = folder, ["Database:Provider"] = provider }, "workspaces", "create", "--name", "W");

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((1, "")));
        Assert.That(run.Errors, Does.StartWith(key));
        Assert.That(Directory.Exists(folder), Is.False);
    }

    private Task<Run> RunAsync(params string[] arguments) => Executable.RunAsync(_service.Data.Settings, arguments);
}
