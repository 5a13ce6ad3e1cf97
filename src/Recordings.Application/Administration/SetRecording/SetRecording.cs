using MediatR;
using Recordings.Application.Ports;

namespace Recordings.Application.Administration.SetRecording;

/// <summary>Turns recording on or off for a workspace. Off: nothing is captured, and nothing stored can be read.</summary>
public sealed record SetRecording(string Workspace, bool Recording) : IRequest<Result<Workspace>>;
