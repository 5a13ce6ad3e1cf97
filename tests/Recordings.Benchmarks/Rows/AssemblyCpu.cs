using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>The service's CPU for a first download-url. A sample is four in a row, because the kernel counts in steps of 10 ms.</summary>
internal static class AssemblyCpu
{
    private const int RunsPerSample = 4;
    private const int WarmUps = 3;

    public static async Task WarmUpAsync(Service service, PlatformClient platform, long chat)
    {
        for (var i = 0; i < WarmUps; i++)
            await MeasureAsync(service, platform, chat);
        await service.Usage.WaitUntilIdleAsync();
    }

    public static async Task<double> MeasureAsync(Service service, PlatformClient platform, long chat)
    {
        var before = service.Usage.CpuSeconds();
        for (var i = 0; i < RunsPerSample; i++)
        {
            service.DeleteAssembled();
            await platform.GetLinkAsync(chat);
        }

        return (service.Usage.CpuSeconds() - before) / RunsPerSample;
    }
}
