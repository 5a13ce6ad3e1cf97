using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Tests.Inspection.Encoders;

/// <summary>Compares what the inspector finds in a file with the samples that an encoder put there.</summary>
internal static class EncodedFile
{
    /// <param name="file">As the encoder wrote it.</param>
    /// <param name="format">What it was told to write.</param>
    /// <param name="samples">The same samples without a header.</param>
    public static async Task CheckAsync(byte[] file, AudioFormat format, byte[] samples)
    {
        var audio = await TestInspector.AudioAsync(file);

        var found = file.AsSpan((int)audio.PayloadOffset, (int)audio.Frames * format.BytesPerFrame).ToArray();
        Assert.That((audio.Format, audio.Frames), Is.EqualTo((format, (long)samples.Length / format.BytesPerFrame)));
        Assert.That(found, Is.EqualTo(samples));

        var mono = new short[audio.Frames];
        SampleDecoder.Decode(audio.Format, found, mono);
        Assert.That(mono, Is.EqualTo(NaiveDecoder.Decode(format, samples)));
    }
}
