using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Tests.Inspection.Encoders;

/// <summary>
/// Command lines that encode 16-bit samples from standard input. None of them adds dither. A null target means samples without a header
/// on standard output; "-" means a WAV file there, and anything else is the path of a WAV file.
/// </summary>
internal static class EncoderCommands
{
    public static string[] Sox(EncoderCase encoding, string? target) =>
    [
        "-D", "-t", "raw", "-e", "signed", "-b", "16", "-L", "-r", $"{encoding.Hertz}", "-c", $"{encoding.Channels}", "-",
        "-t", target is null ? "raw" : "wav", .. SoxSamples(encoding.Format.Encoding), target ?? "-",
    ];

    /// <param name="encoding">The samples of input and output.</param>
    /// <param name="target">As above.</param>
    /// <param name="options">Options of the WAV writer.</param>
    public static string[] Ffmpeg(EncoderCase encoding, string? target, params string[] options)
    {
        var name = FfmpegName(encoding.Format.Encoding);
        return
        [
            "-v", "error", "-y", "-f", "s16le", "-ar", $"{encoding.Hertz}", "-ac", $"{encoding.Channels}", "-i", "pipe:0",
            "-c:a", $"pcm_{name}", .. target is null ? ["-f", name] : (string[])[.. options, "-f", "wav"], target is null or "-" ? "pipe:1" : target,
        ];
    }

    /// <param name="encoding">The samples of input and output.</param>
    /// <param name="target">As above.</param>
    /// <param name="options">Elements in front of the WAV writer.</param>
    public static string[] GStreamer(EncoderCase encoding, string? target, params string[] options) =>
    [
        "-q", "fdsrc", "fd=0", "!", "rawaudioparse", "format=pcm", "pcm-format=s16le", $"sample-rate={encoding.Hertz}",
        $"num-channels={encoding.Channels}", "!", "audioconvert", "dithering=none", "noise-shaping=none", "!",
        .. GStreamerSamples(encoding.Format.Encoding), "!", .. options, .. target is null ? [] : (string[])["wavenc", "!"],
        .. target is null or "-" ? ["fdsink", "fd=1"] : (string[])["filesink", $"location={target}"],
    ];

    private static string[] SoxSamples(SampleEncoding encoding) => encoding switch
    {
        SampleEncoding.Pcm8 => ["-e", "unsigned", "-b", "8"],
        SampleEncoding.Pcm16 => ["-e", "signed", "-b", "16"],
        SampleEncoding.Pcm24 => ["-e", "signed", "-b", "24"],
        SampleEncoding.Pcm32 => ["-e", "signed", "-b", "32"],
        SampleEncoding.Float32 => ["-e", "float", "-b", "32"],
        SampleEncoding.Float64 => ["-e", "float", "-b", "64"],
        SampleEncoding.ALaw => ["-e", "a-law"],
        _ => ["-e", "u-law"],
    };

    private static string FfmpegName(SampleEncoding encoding) => encoding switch
    {
        SampleEncoding.Pcm8 => "u8",
        SampleEncoding.Pcm16 => "s16le",
        SampleEncoding.Pcm24 => "s24le",
        SampleEncoding.Pcm32 => "s32le",
        SampleEncoding.Float32 => "f32le",
        SampleEncoding.Float64 => "f64le",
        SampleEncoding.ALaw => "alaw",
        _ => "mulaw",
    };

    private static string[] GStreamerSamples(SampleEncoding encoding) => encoding switch
    {
        SampleEncoding.Pcm8 => ["audio/x-raw,format=U8"],
        SampleEncoding.Pcm16 => ["audio/x-raw,format=S16LE"],
        SampleEncoding.Pcm24 => ["audio/x-raw,format=S24LE"],
        SampleEncoding.Pcm32 => ["audio/x-raw,format=S32LE"],
        SampleEncoding.Float32 => ["audio/x-raw,format=F32LE"],
        SampleEncoding.Float64 => ["audio/x-raw,format=F64LE"],
        SampleEncoding.ALaw => ["alawenc"],
        _ => ["mulawenc"],
    };
}
