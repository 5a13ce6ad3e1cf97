namespace Recordings.Api.Tests.Running.Calls;

/// <summary>Gives each test its own chat in a service that its fixture shares.</summary>
internal static class ChatIds
{
    private static long _last = 1000;

    public static long Next() => Interlocked.Increment(ref _last);
}
