using Microsoft.Extensions.Logging.Abstractions;
using Recordings.Api.Audit;

namespace Recordings.Api.Tests.Http;

/// <summary>An audit without a log.</summary>
internal static class Audits
{
    public static RequestAudit None { get; } = new(new LogAccessLedger(NullLoggerFactory.Instance, [], TimeProvider.System));
}
