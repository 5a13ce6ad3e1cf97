using MediatR;
using Recordings.Application.Ports;

namespace Recordings.Application.Administration.ListKeys;

/// <summary>Every key of a workspace, revoked and expired ones included; never the keys' text.</summary>
public sealed record ListKeys(string Workspace) : IRequest<Result<KeyList>>;

public sealed record KeyList(IReadOnlyList<ApiKey> Keys);
