namespace Recordings.Api.Tests.Running.Calls;

/// <summary>Gives each test a chat of its own in the service that its fixture shares.</summary>
internal static class ChatIds
{
    private static long _last = 1000;

    public static long Next() => Interlocked.Increment(ref _last);
}
