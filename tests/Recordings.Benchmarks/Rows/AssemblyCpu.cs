using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>The service's CPU for a first download-url, several in a row for each sample: the kernel counts in steps of 10 ms.</summary>
internal static class AssemblyCpu
{
    private const int InARow = 4;
    private const int WarmUps = 3;

    public static async Task WarmUpAsync(Service service, Platform platform, long chat)
    {
        for (var i = 0; i < WarmUps; i++)
            await MeasureAsync(service, platform, chat);
        await service.Meter.SettleAsync();
    }

    public static async Task<double> MeasureAsync(Service service, Platform platform, long chat)
    {
        var before = service.Meter.CpuSeconds();
        for (var i = 0; i < InARow; i++)
        {
            service.ForgetAssembled();
            await platform.AskForLinkAsync(chat);
        }

        return (service.Meter.CpuSeconds() - before) / InARow;
    }
}
