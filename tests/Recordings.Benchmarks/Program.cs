using BenchmarkDotNet.Running;
using Recordings.Benchmarks.Kernels;
using Recordings.Benchmarks.Rivals;
using Recordings.Benchmarks.Rows;

switch (args)
{
#if DEBUG
    case ["kernels" or "service", ..]:
        await Console.Error.WriteLineAsync("A debug build gives no useful figures: run with -c Release.");
        return 1;
#endif
    case ["kernels", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : rest, InProcessConfig.Create());
        return 0;
    case ["service", .. var rest]:
        return await ServiceRun.RunAsync(rest);
    case [EmptyEndpoint.Command, var url]:
        await EmptyEndpoint.ServeAsync(url);
        return 0;
    default:
        await Console.Error.WriteLineAsync($"kernels [BenchmarkDotNet options] | service [--quick] [{string.Join('|', ServiceRun.RowNames)} ...]");
        return 1;
}
