using System.Diagnostics;

namespace Recordings.Infrastructure.Tests.Inspection.Encoders;

/// <summary>Runs an encoder of the machine. A test whose encoder is not installed is skipped, with the program's name.</summary>
internal sealed class EncoderProgram(string name)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>What the program writes to standard output, which is a pipe.</summary>
    public async Task<byte[]> PipeAsync(byte[] input, params string[] arguments)
    {
        SkipIfMissing();
        using var timeout = new CancellationTokenSource(Timeout);
        using var process = Process.Start(new ProcessStartInfo(name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = new MemoryStream();
            await Task.WhenAll(
                FeedAsync(process, input, timeout.Token),
                process.StandardOutput.BaseStream.CopyToAsync(output, timeout.Token),
                process.StandardError.ReadToEndAsync(timeout.Token));
            await process.WaitForExitAsync(timeout.Token);
            return output.ToArray();
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    /// <summary>The file that the program writes. The arguments get its path.</summary>
    public async Task<byte[]> FileAsync(byte[] input, Func<string, string[]> arguments, string extension = "wav")
    {
        var path = Path.Combine(Path.GetTempPath(), $"recordings-{Guid.NewGuid():N}.{extension}");
        try
        {
            await PipeAsync(input, arguments(path));
            return await File.ReadAllBytesAsync(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task FeedAsync(Process process, byte[] input, CancellationToken cancellationToken)
    {
        await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
        process.StandardInput.Close();
    }

    private void SkipIfMissing()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, name))))
            Assert.Ignore($"{name} is not installed.");
    }
}
