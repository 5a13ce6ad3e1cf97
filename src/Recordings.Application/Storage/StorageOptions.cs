using Microsoft.Extensions.Configuration;
using Recordings.Application.Configuration;

namespace Recordings.Application.Storage;

/// <summary>Limits of the file store.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    public const string MinFreeBytesKey = $"{Section}:{nameof(MinFreeBytes)}";

    private const long Petabyte = 1_000_000_000_000_000;

    /// <summary>Bytes that assembled files leave free on the file system of the data directory.</summary>
    public long MinFreeBytes { get; init; } = 1024 * 1024 * 1024;

    /// <summary>Limits of the settings: one sentence for each that is out of its range.</summary>
    public static IEnumerable<string?> FindErrors(IConfiguration configuration) =>
        [configuration.FindWholeNumberError(MinFreeBytesKey, 0, Petabyte)];
}
