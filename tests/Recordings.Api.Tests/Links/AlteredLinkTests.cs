using System.Text.RegularExpressions;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Links;

/// <summary>Every byte of a link's path and query is signed. A changed, removed, doubled or moved byte makes the link invalid.</summary>
[EndToEnd, FilesOnly]
internal sealed partial class AlteredLinkTests
{
    private const string Invalid = "403 link_invalid";

    private TestService _service = null!;
    private string _target = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        using var client = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync());
        await client.RecordAsync(7);
        _target = new Uri((await client.GetAsync("7/download-url").JsonAsync()).Text("url")).PathAndQuery;
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _service.DisposeAsync();

    [Test]
    public async Task Link_Unaltered_IsFollowed() =>
        Assert.That(await OutcomeAsync(_target), Is.EqualTo("200"));

    [TestCase('0')]
    [TestCase('A')]
    [TestCase('z')]
    [TestCase('/')]
    [TestCase('?')]
    [TestCase('&')]
    [TestCase('=')]
    [TestCase('.')]
    [TestCase('%')]
    [TestCase('+')]
    [TestCase('-')]
    [TestCase('_')]
    [TestCase('~')]
    [TestCase('\\')]
    public Task Link_AnyByteReplaced_IsInvalid(char replacement) =>
        AssertInvalidAsync(at => _target[at] == replacement || IsNul(at, replacement)
            ? null
            : _target[..at] + replacement + _target[(at + 1)..]);

    /// <summary>Kestrel rejects %00 in a path before the application sees the target.</summary>
    private bool IsNul(int at, char replacement) => replacement == '%' && string.CompareOrdinal(_target, at + 1, "00", 0, 2) == 0;

    [Test]
    public Task Link_AnyLowestBitFlipped_IsInvalid() =>
        AssertInvalidAsync(at => $"{_target[..at]}{(char)(_target[at] ^ 1)}{_target[(at + 1)..]}");

    [Test]
    public Task Link_AnyCaseChanged_IsInvalid() => AssertInvalidAsync(at => char.IsLetter(_target[at])
        ? $"{_target[..at]}{(char)(_target[at] ^ 0x20)}{_target[(at + 1)..]}"
        : null);

    [Test]
    public Task Link_AnyByteRemoved_IsInvalid() => AssertInvalidAsync(at => _target.Remove(at, 1));

    [Test]
    public Task Link_AnyByteDoubled_IsInvalid() => AssertInvalidAsync(at => _target.Insert(at, _target[at..(at + 1)]));

    [Test]
    public Task Link_AnyByteEscaped_IsInvalid() =>
        AssertInvalidAsync(at => at == 0 ? null : $"{_target[..at]}%{(int)_target[at]:x2}{_target[(at + 1)..]}");

    [Test]
    public Task Link_CutShortInItsSignature_IsInvalid() =>
        AssertInvalidAsync(at => at > _target.IndexOf("signature=", StringComparison.Ordinal) + 9 ? _target[..at] : null);

    // Kestrel rejects a request line with these characters (RFC 9112 §3) before the application sees the target.
    [TestCase(' ')]
    [TestCase('\0')]
    [TestCase('\n')]
    [TestCase('\u0080')]
    [TestCase('\u00ff')]
    public async Task Link_ByteThatNoTargetMayContain_IsNeverFollowed(char replacement)
    {
        foreach (var at in Enumerable.Range(0, _target.Length))
            Assert.That(await OutcomeAsync(_target[..at] + replacement + _target[(at + 1)..]), Is.AnyOf("400", "505", Invalid), $"at {at}");
    }

    [Test]
    public async Task Link_WithParametersInAnotherOrder_IsInvalid()
    {
        var (path, query) = (_target.Split('?')[0], _target.Split('?')[1].Split('&'));

        Assert.That(await OutcomeAsync($"{path}?{string.Join('&', query.Reverse())}"), Is.EqualTo(Invalid));
    }

    [TestCase("&as=attachment")]
    [TestCase("&expires=9999999999")]
    [TestCase("&signature=")]
    [TestCase("&utm_source=mail")]
    public async Task Link_WithOneMoreParameter_IsInvalid(string parameter)
    {
        Assert.That(await OutcomeAsync(_target + parameter), Is.EqualTo(Invalid));
        Assert.That(await OutcomeAsync(_target.Replace("?", $"?{parameter[1..]}&", StringComparison.Ordinal)), Is.EqualTo(Invalid));
    }

    [TestCase("/links")]
    [TestCase("/links/")]
    [TestCase("/links/x")]
    [TestCase("/links/../recordings.db?signature=x")]
    [TestCase("/links/%2e%2e/%2e%2e/etc/passwd?signature=x")]
    public async Task Links_WithoutASignature_AreInvalid(string target) =>
        Assert.That(await OutcomeAsync(target), Is.EqualTo(Invalid).Or.EqualTo("404 route_not_found"));

    private async Task AssertInvalidAsync(Func<int, string?> alter)
    {
        // A target that does not start with a slash is no path.
        var targets = Enumerable.Range(0, _target.Length)
            .Select(at => (At: at, Target: alter(at)))
            .Where(altered => altered.Target is not null && altered.Target.StartsWith('/'));
        var outcomes = await Task.WhenAll(targets.Chunk(64).Select(async batch =>
        {
            var unexpected = new List<string>();
            foreach (var (at, target) in batch)
            {
                if (await OutcomeAsync(target!) is var outcome && outcome != Invalid)
                    unexpected.Add($"{outcome} at {at}: {target}");
            }

            return unexpected;
        }));
        Assert.That(outcomes.SelectMany(unexpected => unexpected), Is.Empty);
    }

    private async Task<string> OutcomeAsync(string target)
    {
        var answer = await RawRequest.GetAsync(_service.Address, target);
        return string.Join(' ', [answer[9..12], .. Code().Matches(answer).Select(match => match.Groups[1].Value)]);
    }

    [GeneratedRegex("\"code\":\"([a-z_]+)\"")]
    private static partial Regex Code();
}
