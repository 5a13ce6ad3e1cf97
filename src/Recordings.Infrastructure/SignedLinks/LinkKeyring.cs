using System.Security.Cryptography;
using System.Text;
using Recordings.Infrastructure.Disk;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.SignedLinks;

/// <summary>
/// The secrets of the service's own links: a file of one key a line, base64, that only its owner may read. The first line
/// signs and all are accepted, so a key is rotated by adding a line above and later removing the last one.
/// </summary>
internal sealed class LinkKeyring(DataDirectory data)
{
    private const int KeyBytes = 32;

    /// <summary>A failure is not kept: the disk may be back when they are needed next.</summary>
    private readonly Lazy<IReadOnlyList<byte[]>> _keys = new(() => Load(data), LazyThreadSafetyMode.PublicationOnly);

    /// <exception cref="DependencyUnavailableException">The disk failed.</exception>
    /// <exception cref="InvalidDataException">The file holds something else than keys.</exception>
    public IReadOnlyList<byte[]> Keys => _keys.Value;

    private static byte[][] Load(DataDirectory data)
    {
        data.Create();
        return FileFaults.Translate(() => Read(data));
    }

    private static byte[][] Read(DataDirectory data)
    {
        if (!File.Exists(data.LinkKeys))
            Create(data);

        var keys = File.ReadLines(data.LinkKeys).Where(line => line.Length > 0).Select(Decode).ToArray();
        return keys.Length > 0 && keys.All(key => key.Length >= KeyBytes)
            ? keys
            : throw new InvalidDataException($"{data.LinkKeys} must hold keys of {KeyBytes} bytes and more, base64; remove it to have a new one made.");
    }

    private static byte[] Decode(string line)
    {
        var key = new byte[line.Length];
        return Convert.TryFromBase64String(line, key, out var length) ? key[..length] : [];
    }

    /// <summary>Of several processes that start at once on a new folder one makes the key, and all take that.</summary>
    private static void Create(DataDirectory data)
    {
        var aside = Path.Combine(data.Staging, Guid.NewGuid().ToString("N"));
        try
        {
            using var file = PrivateFile.CreateNew(aside);
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n"));
            DurableFile.Publish(file.SafeFileHandle, aside, data.LinkKeys, overwrite: false);
        }
        catch (IOException) when (File.Exists(data.LinkKeys))
        {
            File.Delete(aside);
        }
    }
}
