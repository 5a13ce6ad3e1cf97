using Recordings.Domain.Access;
using Recordings.Domain.Workspaces;

namespace Recordings.Domain.Tests.Access;

public sealed class CallerTests
{
    private static readonly WorkspaceId First = new(new Guid("11111111-1111-1111-1111-111111111111"));
    private static readonly WorkspaceId Second = new(new Guid("22222222-2222-2222-2222-222222222222"));
    private static readonly WorkspaceId Other = new(new Guid("33333333-3333-3333-3333-333333333333"));

    [TestCase(null, Scope.Read, false)]
    [TestCase(null, Scope.Write, false)]
    [TestCase(null, Scope.Admin, false)]
    [TestCase(Scope.Read, Scope.Read, true)]
    [TestCase(Scope.Read, Scope.Write, false)]
    [TestCase(Scope.Read, Scope.Admin, false)]
    [TestCase(Scope.Write, Scope.Read, true)]
    [TestCase(Scope.Write, Scope.Write, true)]
    [TestCase(Scope.Write, Scope.Admin, false)]
    [TestCase(Scope.Admin, Scope.Read, true)]
    [TestCase(Scope.Admin, Scope.Write, true)]
    [TestCase(Scope.Admin, Scope.Admin, true)]
    public void Holds_Scope_IncludesTheNarrowerOnes(Scope? held, Scope needed, bool expected) =>
        Assert.That(Callers.Create("ana", held).Holds(needed), Is.EqualTo(expected));

    [Test]
    public void BelongsTo_EachOfItsWorkspaces_IsTrue()
    {
        var caller = Callers.Create("ana", Scope.Read, First, Second);

        Assert.That(new[] { First, Second }.Select(caller.BelongsTo), Is.All.True);
    }

    [Test]
    public void BelongsTo_AnotherWorkspace_IsFalseForEveryScope() =>
        Assert.That(
            Enum.GetValues<Scope>().Select(scope => Callers.Create("ana", scope, First, Second).BelongsTo(Other)),
            Is.All.False);

    [Test]
    public void BelongsTo_AnyWorkspaceWithoutAMembership_IsFalse() =>
        Assert.That(Callers.Create("ana", Scope.Admin).BelongsTo(First), Is.False);
}
