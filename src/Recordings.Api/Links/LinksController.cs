using MediatR;
using Microsoft.AspNetCore.Mvc;
using Recordings.Api.Access;
using Recordings.Api.Audit;
using Recordings.Api.Http;
using Recordings.Api.Problems;
using Recordings.Application.Reading;

namespace Recordings.Api.Links;

/// <summary>Serves links that the service signed for its own folder. The signature replaces the Authorization header.</summary>
[Route(RecordingRoutes.SignedLink)]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class LinksController(IMediator mediator) : ControllerBase
{
    [HttpGet]
    [HttpHead]
    [Audited("link.followed")]
    public async Task<IActionResult> Follow(CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new OpenSignedLink(SignedTarget.Read(HttpContext)), cancellationToken);
        return result.Answer(opened =>
        {
            RequestAccess.From(HttpContext).Grant = opened.Grant;
            return opened.Audio.Answer(audio => new AudioResult(audio));
        });
    }
}
