using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Capture;

/// <summary>WAV bodies as encoders write them: heard to the last bit in audio.wav, or rejected with a reason.</summary>
[EndToEnd]
internal sealed class EncodedBodyTests
{
    private const int MaxBytes = 20_000;
    private const int FramesEach = 1600;

    private TestService _service = null!;
    private HttpClient _client = null!;

    private static byte[] List => [.. "LIST"u8, 14, 0, 0, 0, .. "INFOISFT"u8, 2, 0, 0, 0, .. "x\0"u8];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync($"--Capture:MaxChunkBytes={MaxBytes}");
        _client = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync());
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Test]
    public async Task Put_BodiesAsEncodersWriteThem_AreHeardToTheLastBit()
    {
        var pieces = Enumerable.Range(0, 8).Select(seed => ReadyCalls.Speech(seed, FramesEach)).ToArray();
        var samples = Array.ConvertAll(pieces, piece => MemoryMarshal.AsBytes<short>(piece).ToArray());
        var size = (uint)samples[0].Length;
        byte[][] bodies =
        [
            Wav("RIFF", 16, uint.MaxValue, samples[0]),
            Wav("RIFF", 16, 0x7FFF_0000, [.. samples[1], .. List]),
            Wav("RIFF", 16, 0, samples[2]),
            Wav("RIFF", 16, size + 44, samples[3]),
            Wav("RIFF", 16, size, [.. samples[4], .. List, .. new byte[500]]),
            Wav("RF64", 16, uint.MaxValue, samples[5], sizeInDs64: 0),
            Wav("BW64", 64, uint.MaxValue, [.. pieces[6].SelectMany(sample => BitConverter.GetBytes(sample / 32768.0)), .. List], sizeInDs64: 4 * size),
            Wav("RIFF", 64, MaxBytes + 1, [.. pieces[7].SelectMany(sample => BitConverter.GetBytes(sample / 32768.0))]),
        ];
        var chat = await OpenAsync();

        for (var i = 0; i < bodies.Length; i++)
        {
            var outcome = await _client.UploadAsync(chat, bodies[i], "audio/wav", $"start_ms={i * 200}", sequence: $"{i}").OutcomeAsync();
            Assert.That(outcome, Is.EqualTo("201"), $"Body {i}");
        }

        await _client.CompleteAsync(chat);
        var recording = await _client.GetByteArrayAsync($"{chat}/audio.wav");
        Assert.That(recording[44..], Is.EqualTo(samples.SelectMany(piece => piece)));
    }

    [TestCase("audio/wav", (uint)MaxBytes, "", "truncated")]
    [TestCase("audio/wav", 3245u, "", "truncated")]
    [TestCase("audio/wav", 3000u, "", "no chunks")]
    [TestCase("audio/wav", 3200u, "data    xx", "second data chunk")]
    [TestCase("audio/wav", 3200u, "RIFF    WAVEfmt ", "second WAV file")]
    [TestCase("audio/L16;rate=8000", 3200u, "", "audio/wav")]
    public async Task Put_BodyThatCannotBeHeardWhole_SaysWhy(string type, uint size, string after, string reason)
    {
        var sound = MemoryMarshal.AsBytes<short>(ReadyCalls.Speech(1, FramesEach)).ToArray();
        var body = Wav("RIFF", 16, size, [.. sound, .. System.Text.Encoding.Latin1.GetBytes(after)]);

        using var answer = await _client.UploadAsync(await OpenAsync(), body, type);

        Assert.That((int)answer.StatusCode, Is.EqualTo(422));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("invalid_audio").And.Contain(reason));
    }

    private async Task<long> OpenAsync()
    {
        var chat = ChatIds.Next();
        await _client.OpenAsync(chat);
        return chat;
    }

    /// <summary>A mono file at 8 kHz; 64 bits are float.</summary>
    /// <param name="form">RIFF, RF64 or BW64.</param>
    /// <param name="bits">Of one sample.</param>
    /// <param name="size">In the header of the data chunk.</param>
    /// <param name="rest">Everything after that header.</param>
    /// <param name="sizeInDs64">Null writes no ds64 chunk.</param>
    private static byte[] Wav(string form, int bits, uint size, byte[] rest, ulong? sizeInDs64 = null)
    {
        var ds64 = sizeInDs64 is null ? [] : (byte[])[.. "ds64"u8, 28, 0, 0, 0, .. new byte[28]];
        if (sizeInDs64 is { } bytes)
            BinaryPrimitives.WriteUInt64LittleEndian(ds64.AsSpan(16), bytes);

        return
        [
            .. System.Text.Encoding.Latin1.GetBytes(form), 0xFF, 0xFF, 0xFF, 0xFF, .. "WAVE"u8, .. ds64,
            .. "fmt "u8, 16, 0, 0, 0, (byte)(bits == 64 ? 3 : 1), 0, 1, 0, 0x40, 0x1F, 0, 0, 0, 0, 0, 0, (byte)(bits / 8), 0, (byte)bits, 0,
            .. "data"u8, .. BitConverter.GetBytes(size), .. rest,
        ];
    }
}
