using MediatR;
using Recordings.Application.Ports;

namespace Recordings.Application.Administration.CreateWorkspace;

/// <param name="Uuid">The id to give it; a new one when absent.</param>
public sealed record CreateWorkspace(string Name, string? Uuid, bool Recording) : IRequest<Result<Workspace>>;
