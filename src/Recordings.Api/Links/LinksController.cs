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
        var followed = await mediator.Send(new OpenSignedLink(SignedTarget.Read(HttpContext)), cancellationToken);
        var access = RequestAccess.From(HttpContext);
        (access.Grant, access.GrantedMember) = (followed.Grant, followed.Member);
        return followed.Recording.Answer(opened => new AudioResult(opened));
    }
}
