using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Recordings.Domain;

namespace Recordings.Application.Administration;

/// <summary>The text of an API key. It is shown once; only its digest is stored.</summary>
public static class ApiKeyText
{
    public const string Prefix = "rk_";

    private const int RandomBytes = 32;

    /// <summary>256 random bits.</summary>
    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    public static Sha256 Digest(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
