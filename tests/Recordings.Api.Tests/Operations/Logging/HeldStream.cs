namespace Recordings.Api.Tests.Operations.Logging;

/// <summary>Remembers each write; the first one waits until it is let go.</summary>
internal sealed class HeldStream : MemoryStream
{
    private readonly ManualResetEventSlim _entered = new();
    private readonly ManualResetEventSlim _letGo = new();
    private readonly List<int> _writes = [];

    public IReadOnlyList<int> Writes => _writes;

    public string Text => System.Text.Encoding.UTF8.GetString(ToArray());

    public void AwaitFirstWrite() => Assert.That(_entered.Wait(TimeSpan.FromSeconds(20)));

    public void LetGo() => _letGo.Set();

    public override void Write(byte[] buffer, int offset, int count)
    {
        _entered.Set();
        _letGo.Wait();
        _writes.Add(count);
        base.Write(buffer, offset, count);
    }
}
