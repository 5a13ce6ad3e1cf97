using System.Text.RegularExpressions;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Links;

/// <summary>Every byte of a link's path and query is signed: changed, left out, doubled or swapped, it is no link.</summary>
[EndToEnd, FilesOnly]
internal sealed partial class AlteredLinkTests
{
    private const string Refused = "403 link_invalid";

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
    public Task Link_AnyByteReplaced_IsInvalid(char by) =>
        AssertRefusedAsync(at => _target[at] == by || IsNul(at, by) ? null : _target[..at] + by + _target[(at + 1)..]);

    /// <summary>The server itself refuses %00 in a path, before there is a target.</summary>
    private bool IsNul(int at, char by) => by == '%' && string.CompareOrdinal(_target, at + 1, "00", 0, 2) == 0;

    [Test]
    public Task Link_AnyLowestBitFlipped_IsInvalid() =>
        AssertRefusedAsync(at => $"{_target[..at]}{(char)(_target[at] ^ 1)}{_target[(at + 1)..]}");

    [Test]
    public Task Link_AnyCaseChanged_IsInvalid() => AssertRefusedAsync(at => char.IsLetter(_target[at])
        ? $"{_target[..at]}{(char)(_target[at] ^ 0x20)}{_target[(at + 1)..]}"
        : null);

    [Test]
    public Task Link_AnyByteLeftOut_IsInvalid() => AssertRefusedAsync(at => _target.Remove(at, 1));

    [Test]
    public Task Link_AnyByteDoubled_IsInvalid() => AssertRefusedAsync(at => _target.Insert(at, _target[at..(at + 1)]));

    [Test]
    public Task Link_AnyByteEscaped_IsInvalid() =>
        AssertRefusedAsync(at => at == 0 ? null : $"{_target[..at]}%{(int)_target[at]:x2}{_target[(at + 1)..]}");

    [Test]
    public Task Link_CutShortAnywhere_IsInvalidOrNoLink() =>
        AssertRefusedAsync(at => at > _target.IndexOf("signature=", StringComparison.Ordinal) + 9 ? _target[..at] : null);

    // The server itself refuses a request line that holds these (RFC 9112 §3), before there is a target.
    [TestCase(' ')]
    [TestCase('\0')]
    [TestCase('\n')]
    [TestCase('\u0080')]
    [TestCase('\u00ff')]
    public async Task Link_AnyByteNoTargetMayHold_IsNeverFollowed(char by)
    {
        foreach (var at in Enumerable.Range(0, _target.Length))
            Assert.That(await OutcomeAsync(_target[..at] + by + _target[(at + 1)..]), Is.AnyOf("400", "505", Refused), $"at {at}");
    }

    [Test]
    public async Task Link_WithParametersInAnotherOrder_IsInvalid()
    {
        var (path, query) = (_target.Split('?')[0], _target.Split('?')[1].Split('&'));

        Assert.That(await OutcomeAsync($"{path}?{string.Join('&', query.Reverse())}"), Is.EqualTo(Refused));
    }

    [TestCase("&as=attachment")]
    [TestCase("&expires=9999999999")]
    [TestCase("&signature=")]
    [TestCase("&utm_source=mail")]
    public async Task Link_WithAFurtherParameter_IsInvalid(string parameter)
    {
        Assert.That(await OutcomeAsync(_target + parameter), Is.EqualTo(Refused));
        Assert.That(await OutcomeAsync(_target.Replace("?", $"?{parameter[1..]}&", StringComparison.Ordinal)), Is.EqualTo(Refused));
    }

    [TestCase("/links")]
    [TestCase("/links/")]
    [TestCase("/links/x")]
    [TestCase("/links/../recordings.db?signature=x")]
    [TestCase("/links/%2e%2e/%2e%2e/etc/passwd?signature=x")]
    public async Task Links_WithoutASignature_AreInvalid(string target) =>
        Assert.That(await OutcomeAsync(target), Is.EqualTo(Refused).Or.EqualTo("404 route_not_found"));

    private async Task AssertRefusedAsync(Func<int, string?> alter)
    {
        // The target's first byte is what makes it a path at all.
        var targets = Enumerable.Range(0, _target.Length)
            .Select(at => (At: at, Target: alter(at)))
            .Where(one => one.Target is not null && one.Target.StartsWith('/'));
        var outcomes = await Task.WhenAll(targets.Chunk(64).Select(async some =>
        {
            var passed = new List<string>();
            foreach (var (at, target) in some)
            {
                if (await OutcomeAsync(target!) is var outcome && outcome != Refused)
                    passed.Add($"{outcome} at {at}: {target}");
            }

            return passed;
        }));
        Assert.That(outcomes.SelectMany(passed => passed), Is.Empty);
    }

    private async Task<string> OutcomeAsync(string target)
    {
        var answer = await RawRequest.GetAsync(_service.Address, target);
        return string.Join(' ', [answer[9..12], .. Code().Matches(answer).Select(match => match.Groups[1].Value)]);
    }

    [GeneratedRegex("\"code\":\"([a-z_]+)\"")]
    private static partial Regex Code();
}
