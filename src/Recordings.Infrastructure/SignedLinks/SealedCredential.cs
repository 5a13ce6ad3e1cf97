using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Recordings.Domain.Access;

namespace Recordings.Infrastructure.SignedLinks;

/// <summary>A credential's name inside a link, encrypted with AES-256-GCM: a reader of the link cannot learn who requested it.</summary>
internal static class SealedCredential
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;

    private static readonly byte[] Purpose = "recordings link credential"u8.ToArray();

    /// <summary>Returns a different text on each call, so two links to the same file differ.</summary>
    public static string Seal(CredentialId credential, byte[] secret)
    {
        var text = Encoding.UTF8.GetBytes((credential.Kind is CredentialKind.ApiKey ? "k" : "s") + credential.Value);
        var box = new byte[NonceBytes + text.Length + TagBytes];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);

        using var cipher = new AesGcm(Key(secret), TagBytes);
        cipher.Encrypt(nonce, text, box.AsSpan(NonceBytes, text.Length), box.AsSpan(NonceBytes + text.Length));
        return Base64Url.EncodeToString(box);
    }

    public static CredentialId Open(string sealedText, byte[] secret)
    {
        var box = Base64Url.DecodeFromChars(sealedText);
        var text = new byte[box.Length - NonceBytes - TagBytes];

        using var cipher = new AesGcm(Key(secret), TagBytes);
        cipher.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes, text.Length), box.AsSpan(NonceBytes + text.Length), text);
        return new CredentialId(
            text[0] == 'k' ? CredentialKind.ApiKey : CredentialKind.Subject, Encoding.UTF8.GetString(text.AsSpan(1)));
    }

    private static byte[] Key(byte[] secret) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyBytes, info: Purpose);
}
