using System.Security.Cryptography;
using System.Text;
using Recordings.Infrastructure.Disk;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.SignedLinks;

/// <summary>
/// The secrets of the service's own links, in a file that only its owner can read: one base64 key on each line. The first key
/// signs, and all keys are accepted. To rotate keys, add a line at the top and later remove the last one.
/// </summary>
internal sealed class LinkKeyring(DataDirectory data)
{
    private const int KeyBytes = 32;

    /// <summary>A fault is not cached: the disk may work again at the next use.</summary>
    private readonly Lazy<IReadOnlyList<byte[]>> _keys = new(() => Load(data), LazyThreadSafetyMode.PublicationOnly);

    /// <exception cref="DependencyUnavailableException">The disk failed.</exception>
    /// <exception cref="InvalidDataException">The file contains something other than keys.</exception>
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

    /// <summary>If several processes start at once with a new folder, one creates the key file, and all use it.</summary>
    private static void Create(DataDirectory data)
    {
        var staged = Path.Combine(data.Staging, Guid.NewGuid().ToString("N"));
        try
        {
            using var file = PrivateFile.CreateNew(staged);
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n"));
            DurableFile.Publish(file.SafeFileHandle, staged, data.LinkKeys, overwrite: false);
        }
        catch (IOException) when (File.Exists(data.LinkKeys))
        {
            File.Delete(staged);
        }
    }
}
