namespace Recordings.Api.Tests.Architecture;

/// <summary>The folders of one project use each other in one direction only.</summary>
[TestFixture]
public sealed class FolderCircleTests
{
    [TestCase("Recordings.Domain")]
    [TestCase("Recordings.Application")]
    [TestCase("Recordings.Infrastructure")]
    [TestCase("Recordings.Api")]
    public void Project_Folders_FormNoCircle(string project)
    {
        var root = Path.Combine(Sources.Root, "src", project);
        var sources = Sources.Files(project, "*.cs").Select(file => (Path.GetRelativePath(root, file), File.ReadAllText(file))).ToArray();

        Assert.That(sources, Is.Not.Empty);
        Assert.That(new FolderGraph(project, sources).FindCircle(), Is.Null);
    }

    [Test]
    public void FindCircle_TwoFoldersThatUseEachOther_AreNamed()
    {
        var graph = new FolderGraph("Recordings.Domain",
        [
            (Path.Combine("Chats", "Chat.cs"), "using Recordings.Domain.Access;\npublic sealed class Chat { Scope scope; }"),
            (Path.Combine("Access", "Scope.cs"), "using Recordings.Domain.Chats;\npublic enum Scope { }\ninternal sealed class Reader { Chat chat; }"),
        ]);

        Assert.That(graph.FindCircle(), Is.EquivalentTo(new[] { "Chats", "Access" }));
    }

    [Test]
    public void FindCircle_FolderThatUsesItsParent_IsNoCircle()
    {
        var graph = new FolderGraph("Recordings.Domain",
        [
            (Path.Combine("Chats", "Chat.cs"), "public sealed class Chat { }"),
            (Path.Combine("Chats", "Open", "Open.cs"), "internal sealed class Open { Chat chat; }"),
        ]);

        Assert.That(graph.FindCircle(), Is.Null);
    }

    [Test]
    public void FindCircle_ParentAndChildThatUseEachOther_AreNamed()
    {
        var graph = new FolderGraph("Recordings.Domain",
        [
            (Path.Combine("Chats", "Chat.cs"), "using Recordings.Domain.Chats.Open;\npublic sealed class Chat { Open open; }"),
            (Path.Combine("Chats", "Open", "Open.cs"), "internal sealed class Open { Chat chat; }"),
        ]);

        Assert.That(graph.FindCircle(), Is.EquivalentTo(new[] { "Chats", Path.Combine("Chats", "Open") }));
    }
}
