using Recordings.Application.Storage;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Tests.Storage;

public sealed class ObjectKeysTests
{
    private const string Capture = "workspaces/11111111-1111-1111-1111-111111111111/chats/17/5/";

    private static readonly string FileKey =
        ObjectKeys.File(RecordingRows.Workspace, RecordingRows.Chat, RecordingRows.Key, Digests.Of("recording"));

    private static readonly string ChunkKey = NewChunk();

    [Test]
    public void Chat_Capture_IsItsPrefix() =>
        Assert.That(ObjectKeys.Chat(RecordingRows.Workspace, RecordingRows.Chat, RecordingRows.Key), Is.EqualTo(Capture));

    [Test]
    public void File_Fingerprint_NamesTheFileBelowItsCapture() =>
        Assert.That(FileKey, Is.EqualTo($"{Capture}recording-{Digests.Of("recording")}.wav"));

    [Test]
    public void NewChunk_Capture_LiesBelowIt() => Assert.That(ChunkKey, Does.Match($"^{Capture}chunks/[0-9a-f]{{32}}$"));

    [Test]
    public void NewChunk_Twice_GivesTwoKeys() => Assert.That(NewChunk(), Is.Not.EqualTo(ChunkKey));

    [Test]
    public void Validate_KeyMadeHere_IsThatKey([ValueSource(nameof(KeysMadeHere))] string key) =>
        Assert.That(ObjectKeys.Validate(key), Is.EqualTo(key));

    [TestCase("")]
    [TestCase("/")]
    [TestCase("/etc/passwd")]
    [TestCase("workspaces/")]
    [TestCase("workspaces//chats")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("../owner")]
    [TestCase("workspaces/../owner")]
    [TestCase("workspaces/.hidden")]
    [TestCase(@"workspaces\..\owner")]
    [TestCase("C:owner")]
    [TestCase("own er")]
    [TestCase("owner\0")]
    [TestCase("owner\n")]
    [TestCase("owner?x=1")]
    [TestCase("%2e%2e")]
    [TestCase("~owner")]
    [TestCase("öwner")]
    [TestCase("owner*")]
    public void Validate_HostileName_Throws(string key) => Assert.That(() => ObjectKeys.Validate(key), Throws.ArgumentException);

    [Test]
    public void CaptureOf_KeyOfACapture_IsThatCapture([ValueSource(nameof(KeysOfTheCapture))] string key) =>
        Assert.That(ObjectKeys.CaptureOf(key), Is.EqualTo(((WorkspaceId, ChatKey)?)(RecordingRows.Workspace, RecordingRows.Key)));

    [TestCase("owner")]
    [TestCase("")]
    [TestCase("workspaces/11111111-1111-1111-1111-111111111111/chats/17")]
    [TestCase("workspaces/not-a-uuid/chats/17/5/chunks/1")]
    [TestCase("workspaces/11111111-1111-1111-1111-111111111111/chats/17/five/chunks/1")]
    [TestCase("workspaces/11111111-1111-1111-1111-111111111111/chats/17/-5/chunks/1")]
    [TestCase("workspaces/11111111-1111-1111-1111-111111111111/calls/17/5/chunks/1")]
    [TestCase("backup/workspaces/11111111-1111-1111-1111-111111111111/chats/17/5/chunks/1")]
    public void CaptureOf_OtherKey_IsNull(string key) => Assert.That(ObjectKeys.CaptureOf(key), Is.Null);

    private static IEnumerable<string> KeysMadeHere() => [ObjectKeys.Owner, Capture.TrimEnd('/'), FileKey, ChunkKey];

    private static IEnumerable<string> KeysOfTheCapture() => [Capture, FileKey, ChunkKey];

    private static string NewChunk() => ObjectKeys.NewChunk(RecordingRows.Workspace, RecordingRows.Chat, RecordingRows.Key);
}
