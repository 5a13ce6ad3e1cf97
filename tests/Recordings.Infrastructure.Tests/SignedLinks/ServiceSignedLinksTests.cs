using System.Security.Cryptography;
using System.Text;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Samples;
using Recordings.Domain.Workspaces;
using Recordings.Infrastructure.SignedLinks;
using Recordings.Infrastructure.Tests.Disk;

namespace Recordings.Infrastructure.Tests.SignedLinks;

[TestFixture]
public sealed class ServiceSignedLinksTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 7, 0, 0, 700, TimeSpan.Zero);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly Sha256 Fingerprint = new(SHA256.HashData("bytes"u8));
    private static readonly CredentialId Credential = new(CredentialKind.Subject, "anna@example.org");

    private readonly TestTime _time = new();
    private TemporaryData _data = null!;

    [SetUp]
    public void CreateData() => (_data, _time.Now) = (new TemporaryData(), Now);

    [TearDown]
    public void RemoveData() => _data.Dispose();

    [Test]
    public async Task Verify_OwnLink_GrantsTheSignedValues([Values] bool download, [Values] CredentialKind kind)
    {
        var credential = new CredentialId(kind, "é中 &=?#/%");

        var verdict = Links().Verify(await TargetAsync(Request(credential, download)));

        Assert.That(verdict, Is.EqualTo(new LinkVerdict.Granted(new LinkGrant(
            Recording.Workspace, Recording.Id, Recording.Key, Fingerprint, credential, download))));
    }

    [Test]
    public async Task Verify_AnyByteChanged_IsInvalid()
    {
        var (links, target) = (Links(), await TargetAsync());

        for (var i = 0; i < target.Length; i++)
        {
            foreach (var other in new[] { (char)(target[i] ^ 1), (char)(target[i] ^ 0x20), '0', '%', '\u00e9' })
            {
                if (other != target[i])
                    Assert.That(links.Verify($"{target[..i]}{other}{target[(i + 1)..]}"), Is.InstanceOf<LinkVerdict.Invalid>(), $"{other} at {i}");
            }
        }
    }

    [Test]
    public async Task Verify_AnyByteMissingOrAdded_IsInvalid()
    {
        var (links, target) = (Links(), await TargetAsync());

        for (var i = 0; i <= target.Length; i++)
        {
            Assert.That(links.Verify(target[..i] + "0" + target[i..]), Is.InstanceOf<LinkVerdict.Invalid>(), $"added at {i}");
            if (i < target.Length)
            {
                Assert.That(links.Verify(target.Remove(i, 1)), Is.InstanceOf<LinkVerdict.Invalid>(), $"missing at {i}");
                Assert.That(links.Verify(target[..i]), Is.InstanceOf<LinkVerdict.Invalid>(), $"cut at {i}");
            }
        }
    }

    [TestCase("{0}&expires=4102444800")]
    [TestCase("{0}=")]
    [TestCase("{0}&signature=")]
    [TestCase("/x{0}")]
    [TestCase("{0}#")]
    public async Task Verify_TextAdded_IsInvalid(string pattern)
    {
        var target = string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, await TargetAsync());

        Assert.That(Links().Verify(target), Is.InstanceOf<LinkVerdict.Invalid>());
    }

    [TestCase("")]
    [TestCase("/links/")]
    [TestCase("&signature=")]
    [TestCase("/links/a/b/c?d&signature=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Verify_NotALink_IsInvalid(string target) => Assert.That(Links().Verify(target), Is.InstanceOf<LinkVerdict.Invalid>());

    [TestCase(599, false)]
    [TestCase(600, true)]
    [TestCase(86_400, true)]
    public async Task Verify_SecondsLater_ExpiresOnTime(int seconds, bool expired)
    {
        var target = await TargetAsync();

        _time.Now = new DateTimeOffset(2026, 11, 22, 7, 0, 0, TimeSpan.Zero).AddSeconds(seconds);

        Assert.That(Links().Verify(target), expired ? Is.InstanceOf<LinkVerdict.Expired>() : Is.InstanceOf<LinkVerdict.Granted>());
    }

    [Test]
    public async Task SignAsync_KeysUnreadableOnce_RecoversAfterwards()
    {
        var links = Links();
        Directory.CreateDirectory(_data.Directory.LinkKeys);
        Assert.That(() => links.SignAsync(Request(Credential, download: false), default), Throws.InstanceOf<DependencyUnavailableException>());

        Directory.Delete(_data.Directory.LinkKeys);

        Assert.That(links.Verify((await links.SignAsync(Request(Credential, download: false), default)).Url.PathAndQuery), Is.InstanceOf<LinkVerdict.Granted>());
    }

    [Test]
    public async Task Verify_ChangedAndExpired_IsInvalid()
    {
        var target = await TargetAsync();
        _time.Now = Now.AddDays(1);

        Assert.That(Links().Verify(target.Replace("as=inline", "as=attachment", StringComparison.Ordinal)), Is.InstanceOf<LinkVerdict.Invalid>());
    }

    [Test]
    public async Task SignAsync_Link_ExpiresAfterItsLifetime()
    {
        var signed = await Links().SignAsync(Request(Credential, download: false), default);

        Assert.That(signed.ExpiresAt, Is.EqualTo(new DateTimeOffset(2026, 11, 22, 7, 10, 0, TimeSpan.Zero)));
        Assert.That(signed.Lifetime, Is.EqualTo(Lifetime));
        Assert.That(signed.Url.Query, Does.Contain($"expires={signed.ExpiresAt.ToUnixTimeSeconds()}"));
    }

    [Test]
    public async Task SignAsync_Twice_ReturnsDifferentLinks()
    {
        var first = await TargetAsync();

        Assert.That(await TargetAsync(), Is.Not.EqualTo(first));
    }

    [Test]
    public async Task SignAsync_Credential_IsNotReadableInTheLink()
    {
        var target = await TargetAsync();
        var name = Encoding.UTF8.GetBytes(Credential.Value);

        string[] forms =
        [
            Credential.Value, Uri.EscapeDataString(Credential.Value), Convert.ToHexString(name),
            Convert.ToBase64String(name).TrimEnd('='), Convert.ToHexString(SHA256.HashData(name)),
        ];
        foreach (var form in forms)
            Assert.That(target, Does.Not.Contain(form).IgnoreCase);
    }

    [Test]
    public async Task Verify_KeyAddedFirst_SignsNewLinksAndAcceptsOldOnes()
    {
        var old = await TargetAsync();
        var oldKey = await File.ReadAllTextAsync(_data.Directory.LinkKeys);
        var newKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

        await File.WriteAllTextAsync(_data.Directory.LinkKeys, $"{newKey}\n{oldKey}");
        var signedAfter = await TargetAsync();
        Assert.That(Links().Verify(old), Is.InstanceOf<LinkVerdict.Granted>());

        await File.WriteAllTextAsync(_data.Directory.LinkKeys, newKey);
        Assert.That(Links().Verify(signedAfter), Is.InstanceOf<LinkVerdict.Granted>());
        Assert.That(Links().Verify(old), Is.InstanceOf<LinkVerdict.Invalid>());
    }

    [Test]
    public async Task Keys_ConcurrentFirstUse_AreTheSame()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new LinkKeyring(_data.Directory).Keys[0])));

        Assert.That(keys.Select(Convert.ToHexString).Distinct().Count(), Is.EqualTo(1));
        Assert.That(Directory.EnumerateFiles(_data.Directory.Staging), Is.Empty);
    }

    [TestCase("")]
    [TestCase("c2hvcnQ=")]
    [TestCase("not base64!")]
    public void Keys_FileWithoutValidKey_Throws(string content)
    {
        File.WriteAllText(_data.Directory.LinkKeys, content);

        Assert.Throws<InvalidDataException>(() => _ = new LinkKeyring(_data.Directory).Keys);
    }

    private static Recording Recording { get; } = new(
        new WorkspaceId(Guid.Parse("6d1f0c0e-6a3c-4c62-9a2e-0f6d5f3b9a11")), new ChatId(48213), new ChatKey(7),
        new Chat(new ChatDescription(Channel.PhoneVoice, ChatKind.Standard, null, Now.AddHours(-1), []), Now), recordingEnabled: true,
        chunkCount: 1, new Revision(Now, false), new RecordingSummary(Fingerprint, SampleRate.FromHertz(8000), 8000), storedFile: null);

    private static LinkRequest Request(CredentialId credential, bool download) => new(
        Recording, Rendition.Mix, new RenditionFile("key", Fingerprint, 16_044, Fingerprint), credential, Lifetime, download, new Uri("https://recordings.example.org"));

    private ServiceSignedLinks Links() => new(new LinkKeyring(_data.Directory), _time);

    private Task<string> TargetAsync() => TargetAsync(Request(Credential, download: false));

    private async Task<string> TargetAsync(LinkRequest request) => (await Links().SignAsync(request, default)).Url.PathAndQuery;

    private sealed class TestTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
