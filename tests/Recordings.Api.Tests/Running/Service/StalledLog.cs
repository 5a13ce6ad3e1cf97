using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Recordings.Api.Operations.Logging;

namespace Recordings.Api.Tests.Running.Service;

/// <summary>Standard error whose reader stops and continues as a test says. It keeps all that was written.</summary>
internal sealed class StalledLog : MemoryStream
{
    private readonly ManualResetEventSlim _reads = new(initialState: true);

    public string[] Lines
    {
        get
        {
            lock (_reads)
                return System.Text.Encoding.UTF8.GetString(ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    /// <summary>Replaces the service's standard error.</summary>
    public void Replace(IServiceCollection services) => services.RemoveAll<ILoggerProvider>().AddSingleton<ILoggerProvider>(provider =>
        new ConsoleLines(provider.GetServices<ConsoleFormatter>(), provider.GetRequiredService<IOptions<ConsoleLoggerOptions>>(), this));

    public void Stall() => _reads.Reset();

    public void Resume() => _reads.Set();

    public override void Flush() => _reads.Wait();

    public override void Write(byte[] buffer, int offset, int count)
    {
        _reads.Wait();
        lock (_reads)
            base.Write(buffer, offset, count);
    }
}
