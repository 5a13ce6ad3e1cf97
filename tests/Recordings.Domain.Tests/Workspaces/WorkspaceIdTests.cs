using Recordings.Domain.Workspaces;

namespace Recordings.Domain.Tests.Workspaces;

public sealed class WorkspaceIdTests
{
    private const string Canonical = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [TestCase(Canonical)]
    [TestCase("0F8FAD5B-D9CB-469F-A165-70867728950E")]
    [TestCase("0f8fad5b-D9CB-469f-A165-70867728950e")]
    public void TryParse_HyphenatedFormInAnyCase_IsTheId(string text) =>
        Assert.That(Parse(text), Is.EqualTo(new WorkspaceId(new Guid(Canonical))));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("0f8fad5bd9cb469fa16570867728950e")]
    [TestCase("{0f8fad5b-d9cb-469f-a165-70867728950e}")]
    [TestCase("(0f8fad5b-d9cb-469f-a165-70867728950e)")]
    [TestCase(" 0f8fad5b-d9cb-469f-a165-70867728950e")]
    [TestCase("0f8fad5b-d9cb-469f-a165-70867728950e ")]
    [TestCase("0f8fad5b-d9cb-469f-a165-70867728950e\n")]
    [TestCase("0f8fad5b-d9cb-469f-a165-70867728950")]
    [TestCase("0f8fad5b-d9cb-469f-a165-70867728950g")]
    [TestCase("0f8fad5b-d9cb-469fa-165-70867728950e")]
    public void TryParse_OtherText_Fails(string? text) => Assert.That(Parse(text), Is.Null);

    [Test]
    public void ToString_OfAnId_IsTheLowerCaseHyphenatedForm() =>
        Assert.That(new WorkspaceId(new Guid(Canonical.ToUpperInvariant())).ToString(), Is.EqualTo(Canonical));

    private static WorkspaceId? Parse(string? text) => WorkspaceId.TryParse(text, out var workspace) ? workspace : null;
}
