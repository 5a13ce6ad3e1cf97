using System.Text;

namespace Recordings.Api.Tests.Audit;

/// <summary>A text that must not appear in logs or answers, in any encoding.</summary>
internal sealed class Canary
{
    private readonly string[] _forms;

    public Canary(string text)
    {
        Text = text;
        var bytes = Encoding.UTF8.GetBytes(text);
        _forms =
        [
            text, Uri.EscapeDataString(text), Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes),
            .. Enumerable.Range(0, 3).SelectMany(shift => Base64(bytes, shift)),
        ];
    }

    public string Text { get; }

    public bool IsIn(string text) => _forms.Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The Base64 characters of the text inside a longer text at one of three offsets, in both alphabets. Characters that depend on
    /// the neighbouring bytes are left out.
    /// </summary>
    private static string[] Base64(byte[] bytes, int shift)
    {
        var encoded = Convert.ToBase64String([.. new byte[shift], .. bytes]);
        var first = shift == 0 ? 0 : 4;
        var inner = encoded[first..(encoded.Length - 4)];
        return [inner, inner.Replace('+', '-').Replace('/', '_')];
    }
}
