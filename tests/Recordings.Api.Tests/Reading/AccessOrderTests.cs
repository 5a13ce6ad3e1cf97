using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Reading;

/// <summary>Who may read, for GET and HEAD. Each check has its own failure; if two checks fail, the earlier one decides.</summary>
[EndToEnd]
internal sealed class AccessOrderTests
{
    private const long Ready = 1;
    private const long PrivateInProgress = 2;
    private const long PrivateText = 3;
    private const long TextInProgress = 4;
    private const long InProgressWithAudio = 5;
    private const long InProgressWithout = 6;
    private const long EndedWithout = 7;
    private const long Unknown = 8;

    private const string Every = "audio.wav download-url metadata";
    private const string Audio = "audio.wav download-url";

    private TestService _service = null!;
    private string _workspace = "";
    private string _off = "";

    private static IEnumerable<TestCaseData> Rows()
    {
        IEnumerable<(string Caller, string Workspace, string Chat, string Expected, string Routes)> rows =
        [
            ("anonymous", "bad", "x", "401 authentication_required", Every),
            ("junk", "bad", "x", "401 invalid_token", Every),
            ("scopeless", "bad", "x", "403 insufficient_scope", Every),
            ("scopeless", "unknown", $"{Ready}", "403 insufficient_scope", Every),
            ("outsider", "bad", "x", "400 validation_failed", Every),
            ("outsider", "unknown", "x", "403 workspace_forbidden", Every),
            ("outsider", "other", "x", "403 workspace_forbidden", Every),
            ("nowhere", "unknown", $"{Ready}", "403 workspace_forbidden", Every),
            ("outsider", "own", "x", "400 validation_failed", Every),
            ("outsider", "own", "0", "400 validation_failed", Every),
            ("outsider", "own", "01", "400 validation_failed", Every),
            ("outsider", "own", "-1", "400 validation_failed", Every),
            ("outsider", "own", "9223372036854775808", "400 validation_failed", Every),
            ("outsider", "own", "9223372036854775807", "404 chat_not_found", Every),
            ("outsider", "own", $"{Unknown}?download=maybe", "400 validation_failed", Audio),
            ("outsider", "own", $"{Unknown}?download=", "400 validation_failed", Audio),
            ("outsider", "own", $"{Unknown}", "404 chat_not_found", Every),
            ("outsider", "off", $"{Unknown}", "404 chat_not_found", Every),
            ("outsider", "off", $"{PrivateText}", "403 private_chat", Every),
            ("outsider", "own", $"{PrivateText}", "403 private_chat", Every),
            ("outsider", "own", $"{PrivateInProgress}", "403 private_chat", Every),
            ("m-owner", "off", $"{PrivateText}", "404 recording_disabled", Audio),
            ("m-owner", "off", $"{PrivateInProgress}", "404 recording_disabled", Audio),
            ("m-participant", "own", $"{PrivateText}", "404 not_a_voice_chat", Audio),
            ("m-participant", "own", $"{PrivateInProgress}", "409 call_in_progress", Audio),
            ("outsider", "off", $"{Ready}", "404 recording_disabled", Audio),
            ("outsider", "own", $"{TextInProgress}", "404 not_a_voice_chat", Audio),
            ("outsider", "own", $"{InProgressWithAudio}", "409 call_in_progress", Audio),
            ("outsider", "own", $"{InProgressWithout}", "409 call_in_progress", Audio),
            ("outsider", "own", $"{EndedWithout}", "404 no_audio", Audio),
            ("outsider", "own", $"{Ready}", "200", Every),
            ("outsider", "off", $"{EndedWithout}", "200", "metadata"),
            ("m-owner", "own", $"{PrivateInProgress}", "200", "metadata"),
        ];
        return
            from row in rows
            from route in row.Routes.Split(' ')
            select new TestCaseData(row.Caller, row.Workspace, row.Chat, route, row.Expected)
                .SetArgDisplayNames(row.Caller, row.Workspace, row.Chat, route, row.Expected);
    }

    private static IEnumerable<TestCaseData> RowsOfHead() => Rows().Where(row => !row.Arguments.Contains("download-url"));

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(Tokens.Settings);
        (_workspace, _off) = (await _service.CreateWorkspaceAsync(), await _service.CreateWorkspaceAsync());
        foreach (var workspace in (string[])[_workspace, _off])
        {
            using var platform = await _service.CreateClientAsync(workspace);
            await CaptureAsync(platform);
        }

        await _service.SendAsync(Administer.SetRecording(_off, false));
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _service.DisposeAsync();

    [TestCaseSource(nameof(Rows))]
    public async Task Get_EachRow_AnswersWithTheEarliestFailure(string caller, string workspace, string chat, string route, string expected)
    {
        using var client = Client(caller, workspace);

        Assert.That(await client.GetAsync(Address(chat, route)).OutcomeAsync(), Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(RowsOfHead))]
    public async Task Head_EachRow_HasTheStatusAndFieldsOfGet(string caller, string workspace, string chat, string route, string expected)
    {
        using var client = Client(caller, workspace);

        using var head = await client.HeadAsync(Address(chat, route));
        using var get = await client.GetAsync(Address(chat, route));

        Assert.That((int)head.StatusCode, Is.EqualTo(int.Parse(expected[..3])));
        Assert.That(await head.Content.ReadAsByteArrayAsync(), Is.Empty);
        Assert.That(Fields(head), Is.EqualTo(Fields(get)));
    }

    [Test]
    public async Task CallInProgress_Always_HasRetryAfter()
    {
        using var client = Client("outsider", "own");

        using var answer = await client.GetAsync($"{InProgressWithAudio}/audio.wav");

        Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task Workspace_InUpperCase_IsTheSame()
    {
        using var client = Client("outsider", "own");
        client.BaseAddress = new Uri(client.BaseAddress!.AbsoluteUri.Replace(_workspace, _workspace.ToUpperInvariant(), StringComparison.Ordinal));

        Assert.That(await client.GetAsync($"{Ready}/audio.wav").OutcomeAsync(), Is.EqualTo("200"));
    }

    private static async Task CaptureAsync(HttpClient platform)
    {
        await platform.RecordAsync(Ready);
        await platform.OpenAsAsync(PrivateInProgress, ReadyCalls.Private);
        await platform.OpenAsAsync(PrivateText, ReadyCalls.PrivateOn("sms"));
        await platform.OpenAsync(TextInProgress, "web_chat");
        await platform.OpenAsync(InProgressWithAudio, "web_voice");
        await platform.StoreSpeechAsync(InProgressWithAudio);
        await platform.OpenAsync(InProgressWithout);
        await platform.OpenAsync(EndedWithout);
        await platform.CompleteAsync(EndedWithout);
    }

    private HttpClient Client(string caller, string workspace)
    {
        var addressed = workspace switch
        {
            "own" or "other" => _workspace,
            "off" => _off,
            "unknown" => "00000000-0000-4000-8000-000000000000",
            _ => "not-a-uuid",
        };
        var claimed = workspace switch { "off" => _off, "other" => _off, _ => _workspace };
        return _service.CreateClient(addressed, caller switch
        {
            "anonymous" => null,
            "junk" => "rk_junk",
            "scopeless" => Tokens.Create("m-1", "chats", claimed),
            "nowhere" => Tokens.Create("m-1", "chats:admin", addressed),
            "outsider" => Tokens.Create("m-1", "chats:admin", claimed),
            _ => Tokens.Create(caller, "chats:read", claimed),
        });
    }

    private static string Address(string chat, string route)
    {
        var parts = chat.Split('?');
        return (route == "metadata" ? parts[0] : $"{parts[0]}/{route}") + (parts.Length > 1 ? $"?{parts[1]}" : "");
    }

    private static string[] Fields(HttpResponseMessage answer) =>
    [
        .. answer.Headers.Concat(answer.Content.Headers)
            .Where(field => field.Key is not ("Date" or "X-Request-ID" or "Transfer-Encoding"))
            .Select(field => $"{field.Key}: {string.Join(", ", field.Value)}").Order(),
    ];
}
