using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Recordings.Api.Http;
using Recordings.Api.Transfers;
using Recordings.Application.Links;
using Recordings.Application.Reading;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Tests.Http;

/// <summary>Executors whose database does not answer.</summary>
internal static class AudioExecutors
{
    public static ReadingRight Right { get; } = new(
        new WorkspaceId(Guid.Empty), new ChatId(48213), new ChatKey(1), new CredentialId(CredentialKind.ApiKey, "key_1"), IsByLink: false);

    public static AudioResultExecutor Create(TimeProvider time, ILogger<AudioResultExecutor>? log = null) => new(
        new RunningTransfers(Options.Create(new DownloadOptions()), time), new ReadingAccess(null!, new UnavailableCredentials()),
        Audits.None, time, log ?? NullLogger<AudioResultExecutor>.Instance);
}
