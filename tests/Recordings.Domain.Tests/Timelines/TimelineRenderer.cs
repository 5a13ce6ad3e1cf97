using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Timelines;

/// <summary>Renders a recording's frames from its timeline with the Domain's resampler and mixer.</summary>
internal static class TimelineRenderer
{
    public static short[] Render(this Timeline timeline, SpokenCall call, FrameRange range)
    {
        var spans = new List<VoiceSpan>();
        timeline.CollectSpans(range, spans);
        var sum = new int[range.Length];
        foreach (var span in spans)
            Mixer.Add(Voice(span, timeline.Rate, call), sum.AsSpan((int)(span.Frames.Start - range.Start), (int)span.Frames.Length));

        var output = new short[sum.Length];
        Mixer.Saturate(sum, output);
        return output;
    }

    private static short[] Voice(VoiceSpan span, SampleRate rate, SpokenCall call)
    {
        var first = span.Frames.Start - span.Run.Start;
        var voice = new short[span.Frames.Length];
        var resampler = Resampler.Between(span.Run.Rate, rate);
        var source = resampler.SourceFrames(first, voice.Length);
        resampler.Resample(Read(span.Run, source.First, source.Count, call), first, voice);
        return voice;
    }

    private static short[] Read(Run run, long first, int count, SpokenCall call)
    {
        var signal = new short[count];
        foreach (var part in run.PartsOver(first, count).Span)
        {
            var from = Math.Max(first, part.FirstFrame);
            var to = Math.Min(first + count, part.FirstFrame + part.Chunk.Frames);
            call.Samples[part.Chunk].AsSpan((int)(from - part.FirstFrame), (int)(to - from)).CopyTo(signal.AsSpan((int)(from - first)));
        }

        return signal;
    }
}
