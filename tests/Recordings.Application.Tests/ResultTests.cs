namespace Recordings.Application.Tests;

public sealed class ResultTests
{
    private static readonly Result<string> Answer = "answer";
    private static readonly Result<string> Failed = Failures.PrivateChat;

    [Test]
    public void TryGet_Answer_IsTrueWithIt()
    {
        Assert.That(Answer.TryGet(out var value, out var failure), Is.True);
        Assert.That((value, failure), Is.EqualTo(("answer", (Failure?)null)));
    }

    [Test]
    public void TryGet_Failure_IsFalseWithIt()
    {
        Assert.That(Failed.TryGet(out var value, out var failure), Is.False);
        Assert.That((value, failure), Is.EqualTo(((string?)null, Failures.PrivateChat)));
    }

    [Test]
    public void Answer_Failure_IsNull() => Assert.That((Answer.Value, Answer.Failure), Is.EqualTo(("answer", (Failure?)null)));

    [Test]
    public void Failure_Value_IsNull() => Assert.That((Failed.Value, Failed.Failure), Is.EqualTo(((string?)null, Failures.PrivateChat)));

    [Test]
    public void From_Failure_IsThatFailure() =>
        Assert.That(From<Result<string>>(Failures.PrivateChat).Failure, Is.EqualTo(Failures.PrivateChat));

    private static T From<T>(Failure failure)
        where T : IFailable<T> => T.From(failure);
}
