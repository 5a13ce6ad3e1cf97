using System.Globalization;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Authentication;

/// <summary>Every route for every kind of caller. A test fails if the service has a route that the table does not have.</summary>
[EndToEnd]
internal sealed class RouteAccessTests
{
    private const string Chat = "api/v2/w/{workspace_uuid}/recordings/chat/{chat_id}";

    /// <summary>The callers, in the order of the columns below.</summary>
    private static readonly string[] Callers =
        ["none", "junk", "scopeless", "read", "write", "admin", "other workspace", "outsider", "participant", "owner"];

    /// <summary>The last three columns are of a private chat: an outsider with every scope, a participant and the owner with chats:read.</summary>
    private static readonly Dictionary<string, int[]> Rows = new()
    {
        [$"GET {Chat}/audio.wav"] = [401, 401, 403, 200, 200, 200, 403, 403, 200, 200],
        [$"HEAD {Chat}/audio.wav"] = [401, 401, 403, 200, 200, 200, 403, 403, 200, 200],
        [$"GET {Chat}/download-url"] = [401, 401, 403, 200, 200, 200, 403, 403, 200, 200],
        [$"GET {Chat}"] = [401, 401, 403, 200, 200, 200, 403, 403, 200, 200],
        [$"HEAD {Chat}"] = [401, 401, 403, 200, 200, 200, 403, 403, 200, 200],
        [$"PUT {Chat}"] = [401, 401, 403, 403, 200, 200, 403, 200, 403, 403],
        [$"PUT {Chat}/tracks/{{track}}/chunks/{{sequence}}"] = [401, 401, 403, 403, 200, 200, 403, 200, 403, 403],
        [$"POST {Chat}/complete"] = [401, 401, 403, 403, 200, 200, 403, 200, 403, 403],
        [$"DELETE {Chat}"] = [401, 401, 403, 403, 403, 204, 403, 204, 403, 403],
        ["GET links/{**signed}"] = [200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        ["HEAD links/{**signed}"] = [200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        ["GET /"] = [200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        ["HEAD /"] = [200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        ["GET /health/live"] = [200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        ["HEAD /health/live"] = [200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        ["GET /health/ready"] = [200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        ["HEAD /health/ready"] = [200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
    };

    private readonly Dictionary<string, HttpClient> _clients = [];
    private readonly Dictionary<long, string> _links = [];
    private TestService _service = null!;
    private long _lastChat = 2;

    private static IEnumerable<TestCaseData> Cells() =>
        from row in Rows
        from column in Callers.Index()
        select Cell(row.Key, column.Item, row.Value[column.Index]);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(Tokens.Settings);
        var workspace = await _service.CreateWorkspaceAsync();
        var other = await _service.CreateWorkspaceAsync();
        _clients["none"] = _service.CreateClient(workspace);
        _clients["junk"] = _service.CreateClient(workspace, "rk_junk");
        _clients["scopeless"] = _service.CreateClient(workspace, Tokens.Create("m-1", "profile", workspace));
        foreach (var scope in (string[])["read", "write", "admin"])
            _clients[scope] = await _service.CreateClientAsync(workspace, scopes: $"chats:{scope}");
        _clients["other workspace"] = await _service.CreateClientAsync(other);
        _clients["other workspace"].BaseAddress = _clients["none"].BaseAddress;
        _clients["outsider"] = await _service.CreateClientAsync(workspace);
        _clients["participant"] = await _service.CreateClientAsync(workspace, "m-participant", "chats:read");
        _clients["owner"] = await _service.CreateClientAsync(workspace, "m-owner", "chats:read");

        await _clients["admin"].RecordAsync(1);
        await _clients["admin"].RecordAsync(2, ReadyCalls.Private);
        _links[1] = (await _clients["admin"].GetAsync("1/download-url").JsonAsync()).Text("url");
        _links[2] = (await _clients["owner"].GetAsync("2/download-url").JsonAsync()).Text("url");
    }

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
        return _service.DisposeAsync();
    }

    [TestCaseSource(nameof(Cells))]
    public async Task Route_EachCaller_AnswersAsInTheTable(string route, string caller, int expected)
    {
        var chat = caller is "outsider" or "participant" or "owner" ? 2L : 1L;
        if (route.StartsWith("DELETE", StringComparison.Ordinal))
            await _clients["admin"].RecordAsync(++_lastChat, chat == 2 ? ReadyCalls.Private : null);

        using var request = Request(route, route.StartsWith("DELETE", StringComparison.Ordinal) ? _lastChat : chat, chat);
        using var answer = await _clients[caller].SendAsync(request);

        Assert.That((int)answer.StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public void Routes_OfTheService_AreThoseOfTheTable()
    {
        var routes =
            from endpoint in _service.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["any"]
            select $"{method} {endpoint.RoutePattern.RawText}";

        Assert.That(routes, Is.EquivalentTo(Rows.Keys));
    }

    private static TestCaseData Cell(string route, string caller, int expected)
    {
        var cell = new TestCaseData(route, caller, expected).SetArgDisplayNames(route, caller, $"{expected}");
        return route.Contains(" links/", StringComparison.Ordinal) ? cell.SetCategory(FilesOnlyAttribute.Category) : cell;
    }

    private HttpRequestMessage Request(string route, long chat, long kind)
    {
        var (method, pattern) = (new HttpMethod(route.Split(' ')[0]), route.Split(' ')[1]);
        if (pattern.StartsWith("links", StringComparison.Ordinal))
            return new HttpRequestMessage(method, _links[kind]);
        if (pattern.StartsWith('/'))
            return new HttpRequestMessage(method, pattern);

        var relative = pattern[Chat.Length..].Replace("{track}", "caller", StringComparison.Ordinal).Replace("{sequence}", "0?start_ms=0", StringComparison.Ordinal);
        return new HttpRequestMessage(method, chat.ToString(CultureInfo.InvariantCulture) + relative) { Content = Content(route, kind) };
    }

    private static HttpContent? Content(string route, long kind) => route switch
    {
        $"PUT {Chat}" => JsonContent.Create(kind == 2 ? ReadyCalls.Private : ReadyCalls.Standard),
        $"POST {Chat}/complete" => JsonContent.Create(new { ended_at = "2026-11-22T10:30:00Z" }),
        _ when route.Contains("/chunks/", StringComparison.Ordinal) => CaptureSteps.Raw(ReadyCalls.Speech(1, 2000), 8000),
        _ => null,
    };
}
