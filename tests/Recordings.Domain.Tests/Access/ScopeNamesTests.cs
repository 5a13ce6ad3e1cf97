using Recordings.Domain.Access;

namespace Recordings.Domain.Tests.Access;

public sealed class ScopeNamesTests
{
    [TestCase(Scope.Read, "chats:read")]
    [TestCase(Scope.Write, "chats:write")]
    [TestCase(Scope.Admin, "chats:admin")]
    public void NameOf_Scope_IsItsWord(Scope scope, string word) => Assert.That(ScopeNames.NameOf(scope), Is.EqualTo(word));

    [TestCase(0)]
    [TestCase(4)]
    public void NameOf_NumberThatIsNoScope_Throws(int number) =>
        Assert.That(() => ScopeNames.NameOf((Scope)number), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void TryParse_NameOfAScope_IsThatScope([Values] Scope scope) =>
        Assert.That((ScopeNames.TryParse(ScopeNames.NameOf(scope), out var parsed), parsed), Is.EqualTo((true, scope)));

    [TestCase("")]
    [TestCase("read")]
    [TestCase("chats:READ")]
    [TestCase("Chats:read")]
    [TestCase(" chats:read")]
    [TestCase("chats:read ")]
    [TestCase("chats:read chats:write")]
    [TestCase("chats:reads")]
    [TestCase("chats:*")]
    [TestCase("1")]
    public void TryParse_OtherText_Fails(string word) => Assert.That(ScopeNames.TryParse(word, out _), Is.False);

    [TestCase("chats:read", Scope.Read)]
    [TestCase("chats:read chats:write", Scope.Write)]
    [TestCase("chats:admin chats:read", Scope.Admin)]
    [TestCase("chats:write chats:write", Scope.Write)]
    [TestCase("openid chats:read email", Scope.Read)]
    [TestCase("openid CHATS:ADMIN", null)]
    public void Widest_OfWords_IsTheGreatestKnownScope(string words, Scope? expected) =>
        Assert.That(ScopeNames.Widest(words.Split(' ')), Is.EqualTo(expected));

    [Test]
    public void Widest_OfNoWords_IsNull() => Assert.That(ScopeNames.Widest([]), Is.Null);
}
