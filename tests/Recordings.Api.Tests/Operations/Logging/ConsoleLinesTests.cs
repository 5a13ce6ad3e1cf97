using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Recordings.Api.Operations.Logging;
using Recordings.Api.Tests.Operations.CommandLine;

namespace Recordings.Api.Tests.Operations.Logging;

/// <summary>The output is the same as that of the framework's own console logger.</summary>
[TestFixture]
internal sealed class ConsoleLinesTests
{
    private HeldStream _output = null!;

    [SetUp]
    public void CreateOutput()
    {
        _output = new HeldStream();
        _output.Release();
    }

    [TearDown]
    public void DisposeOutput() => _output.Dispose();

    [Test]
    public void Log_Json_WritesOneLinePerMessage()
    {
        using (var logging = Logging("json"))
        {
            var logger = logging.GetRequiredService<ILogger<ConsoleLinesTests>>();
            logger.LogInformation("{Count} of \"these\"", 3);
            logger.LogError(new InvalidOperationException("broken"), "two\nlines");
        }

        var lines = _output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.That(lines, Has.Count.EqualTo(2));
        Assert.Multiple(() =>
        {
            Assert.That(lines[0].GetProperty("Category").GetString(), Is.EqualTo(typeof(ConsoleLinesTests).FullName));
            Assert.That(lines[0].GetProperty("LogLevel").GetString(), Is.EqualTo("Information"));
            Assert.That(lines[0].GetProperty("Message").GetString(), Is.EqualTo("3 of \"these\""));
            Assert.That(lines[0].GetProperty("State").GetProperty("Count").GetInt32(), Is.EqualTo(3));
            Assert.That(lines[1].GetProperty("Message").GetString(), Is.EqualTo("two\nlines"));
            Assert.That(lines[1].GetProperty("Exception").GetString(), Does.Contain("broken"));
        });
    }

    [Test]
    public void Log_WithScopes_WritesTheScopes()
    {
        using (var logging = Logging("json", scopes: true))
        {
            var logger = logging.GetRequiredService<ILogger<ConsoleLinesTests>>();
            using (logger.BeginScope("within"))
                logger.LogInformation("said");
        }

        Assert.That(JsonElement.Parse(_output.Text).GetProperty("Scopes")[0].GetString(), Is.EqualTo("within"));
    }

    [Test]
    public void Log_AfterAFormatterFault_WritesOnlyTheNextLine()
    {
        using (var logging = Logging(BreakingFormatter.Called))
        {
            var logger = logging.GetRequiredService<ILogger<ConsoleLinesTests>>();
            Assert.Catch(() => logger.LogInformation(BreakingFormatter.Half));
            logger.LogInformation("whole");
        }

        Assert.That(_output.Text, Is.EqualTo("whole"));
    }

    [Test]
    public void Log_WithinAMessage_WritesItsOwnLine()
    {
        using (var logging = Logging("json"))
        {
            var logger = logging.GetRequiredService<ILogger<ConsoleLinesTests>>();
            logger.Log<object?>(
                LogLevel.Information,
                default,
                null,
                null,
                (_, _) =>
                {
                    logger.LogInformation("inner");
                    return "outer";
                });
        }

        var lines = _output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line).GetProperty("Message").GetString());
        Assert.That(lines, Is.EqualTo(new[] { "inner", "outer" }));
    }

    [TestCase("simple", "info: ")]
    [TestCase("SIMPLE", "info: ")]
    [TestCase("systemd", "<6>")]
    [TestCase("unheard-of", "{")]
    [TestCase(null, "{")]
    public void Log_FormatterName_SelectsTheFormatter(string? name, string start)
    {
        using (var logging = Logging(name))
            logging.GetRequiredService<ILogger<ConsoleLinesTests>>().LogInformation("said");

        Assert.That(_output.Text, Does.StartWith(start).And.Contain("said"));
    }

    [Test]
    public async Task Service_Logs_AreOnStandardErrorOnly()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var directory = Directory.CreateTempSubdirectory("recordings-test-");
        var run = await Executable.RunAsync(directory.FullName, $"--urls=http://{listener.LocalEndpoint}");
        directory.Delete(recursive: true);

        var lines = run.Errors.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonElement.Parse(line));
        Assert.That(run.Output, Is.Empty);
        Assert.That(
            lines.Select(line => line.GetProperty("Message").GetString()), Has.Some.StartsWith("PublicBaseUrl is not set"), run.Errors);
    }

    private ServiceProvider Logging(string? formatter, bool scopes = false) => new ServiceCollection()
        .AddLogging(logging => logging
            .AddSimpleConsole(simple => simple.ColorBehavior = LoggerColorBehavior.Disabled)
            .AddJsonConsole(json => json.IncludeScopes = scopes)
            .AddConsole(console => console.FormatterName = formatter)
            .AddConsoleFormatter<BreakingFormatter, ConsoleFormatterOptions>()
            .ClearProviders())
        .AddSingleton<ILoggerProvider>(services => new ConsoleLines(
            services.GetServices<ConsoleFormatter>(), services.GetRequiredService<IOptions<ConsoleLoggerOptions>>(), _output))
        .BuildServiceProvider();

    private sealed class BreakingFormatter() : ConsoleFormatter(Called)
    {
        public const string Called = "breaking";
        public const string Half = "half";

        public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
        {
            var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
            textWriter.Write(message);
            if (message == Half)
                throw new NotSupportedException();
        }
    }
}
