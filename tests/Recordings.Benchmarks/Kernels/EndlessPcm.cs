using NAudio.Wave;

namespace Recordings.Benchmarks.Kernels;

/// <summary>16-bit mono samples as NAudio reads them. Starts again at the end, so that no reader sees the end of the source.</summary>
internal sealed class EndlessPcm(byte[] bytes, int rate) : IWaveProvider
{
    private int _position;

    public WaveFormat WaveFormat { get; } = new(rate, 16, 1);

    public int Read(Span<byte> buffer)
    {
        for (var filled = 0; filled < buffer.Length;)
        {
            var count = Math.Min(buffer.Length - filled, bytes.Length - _position);
            bytes.AsSpan(_position, count).CopyTo(buffer[filled..]);
            filled += count;
            _position = (_position + count) % bytes.Length;
        }

        return buffer.Length;
    }
}
