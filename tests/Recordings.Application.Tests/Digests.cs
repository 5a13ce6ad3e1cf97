using System.Security.Cryptography;
using System.Text;
using Recordings.Domain;

namespace Recordings.Application.Tests;

internal static class Digests
{
    public static Sha256 Of(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
