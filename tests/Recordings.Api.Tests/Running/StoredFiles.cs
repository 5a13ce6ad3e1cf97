namespace Recordings.Api.Tests.Running;

/// <summary>Looks at, and tampers with, what lies below the data directory.</summary>
internal static class StoredFiles
{
    /// <summary>Assembled files of a chat, superseded ones included.</summary>
    public static string[] Assembled(this TestService service, long chat) => Find(service, chat, "recording-*.wav");

    /// <summary>Stored chunks of a chat, oldest first.</summary>
    public static string[] Chunks(this TestService service, long chat) => [.. Find(service, chat, "*").Where(path =>
        Path.GetFileName(Path.GetDirectoryName(path)) == "chunks").OrderBy(File.GetLastWriteTimeUtc)];

    public static void FlipByte(string path, long offset)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = offset;
        var value = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)(value ^ 1));
    }

    private static string[] Find(TestService service, long chat, string pattern) =>
    [
        .. Directory.GetFiles(Path.Combine(service.DataDirectory, "objects"), pattern, SearchOption.AllDirectories)
            .Where(path => path.Contains($"{Path.DirectorySeparatorChar}chats{Path.DirectorySeparatorChar}{chat}{Path.DirectorySeparatorChar}", StringComparison.Ordinal)),
    ];
}
