using MediatR;

namespace Recordings.Application.Recordings.OpenSignedLink;

/// <summary>Follows a link that the service signed.</summary>
/// <param name="Target">Path and query as received, byte for byte: every one of them is signed.</param>
public sealed record OpenSignedLink(string Target) : IRequest<Result<LinkedAudio>>;
