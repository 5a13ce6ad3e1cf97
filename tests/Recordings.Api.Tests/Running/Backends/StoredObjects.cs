using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Ports;
using Recordings.Application.Storage;

namespace Recordings.Api.Tests.Running.Backends;

/// <summary>Lists and damages the stored objects of a service.</summary>
internal static class StoredObjects
{
    /// <summary>The keys of a chat's assembled files, including superseded ones.</summary>
    public static async Task<string[]> AssembledAsync(this TestService service, long chat) =>
        [.. (await service.KeptAsync(chat)).Where(key => key.EndsWith(".wav", StringComparison.Ordinal))];

    /// <summary>The key of a stored chunk.</summary>
    public static async Task<string> ChunkAsync(this TestService service, long chat, string track, int sequence)
    {
        var capture = ObjectKeys.CaptureOf((await service.KeptAsync(chat))[0])!.Value.Chat;
        var chunks = await service.Services.GetRequiredService<IRecordings>().LoadChunksAsync(capture, default);
        return chunks.Single(chunk => chunk.Track.ToString() == track && chunk.Sequence == sequence).Payload.ObjectKey;
    }

    /// <summary>The keys of every object of a chat.</summary>
    public static async Task<string[]> KeptAsync(this TestService service, long chat) =>
        [.. (await service.Data.ListObjectsAsync()).Where(key => key.Contains($"/chats/{chat}/", StringComparison.Ordinal))];

    /// <summary>The keys of every object, and the paths of bodies that the service is still receiving.</summary>
    public static async Task<string[]> KeptAsync(this TestService service) =>
        [.. await service.Data.ListObjectsAsync(), .. service.Data.ListStaged()];

    public static Task RemoveAsync(this TestService service, string key) => service.Store().DeleteAsync(key, default);

    public static Task TruncateAsync(this TestService service, string key, int length) =>
        service.ReplaceAsync(key, bytes => bytes[..length]);

    public static Task FlipByteAsync(this TestService service, string key, int offset) => service.ReplaceAsync(key, bytes =>
    {
        bytes[offset] ^= 1;
        return bytes;
    });

    /// <summary>The bytes of an object.</summary>
    public static async Task<byte[]> ReadAsync(this TestService service, string key)
    {
        await using var content = (await service.Store().OpenAsync(key, default))!;
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static async Task ReplaceAsync(this TestService service, string key, Func<byte[], byte[]> alter)
    {
        using var altered = new MemoryStream(alter(await service.ReadAsync(key)));
        await service.Store().PutAsync(key, altered, default);
    }

    private static IAudioStore Store(this TestService service) => service.Services.GetRequiredService<IAudioStore>();
}
