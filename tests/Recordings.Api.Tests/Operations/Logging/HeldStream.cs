namespace Recordings.Api.Tests.Operations.Logging;

/// <summary>Records the length of each write. The first write waits for <see cref="Release"/>.</summary>
internal sealed class HeldStream : MemoryStream
{
    private readonly ManualResetEventSlim _entered = new();
    private readonly ManualResetEventSlim _released = new();
    private readonly List<int> _writes = [];

    public IReadOnlyList<int> Writes => _writes;

    public string Text => System.Text.Encoding.UTF8.GetString(ToArray());

    public void AwaitFirstWrite() => Assert.That(_entered.Wait(TimeSpan.FromSeconds(20)));

    public void Release() => _released.Set();

    public override void Write(byte[] buffer, int offset, int count)
    {
        _entered.Set();
        _released.Wait();
        _writes.Add(count);
        base.Write(buffer, offset, count);
    }
}
