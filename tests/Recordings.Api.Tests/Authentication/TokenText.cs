using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Recordings.Api.Tests.Authentication;

/// <summary>Builds JSON web tokens by hand, including invalid tokens that a library cannot create.</summary>
internal static class TokenText
{
    public static string Hs256(object payload, byte[] key) => Hs256(new { alg = "HS256", typ = "JWT" }, payload, key);

    public static string Hs256(object header, object payload, byte[] key) => Sign(header, payload, data => HMACSHA256.HashData(key, data));

    public static string Sign(object header, object payload, Func<byte[], byte[]> sign) =>
        SignText(JsonSerializer.Serialize(header), JsonSerializer.Serialize(payload), sign);

    /// <summary>Signs a header and a payload that may be invalid JSON.</summary>
    public static string SignText(string header, string payload, Func<byte[], byte[]> sign)
    {
        var signed = $"{Encode(header)}.{Encode(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
