using MediatR;
using Microsoft.AspNetCore.Mvc;
using Recordings.Api.Audit;
using Recordings.Api.Http;
using Recordings.Api.Problems;
using Recordings.Application.Reading;

namespace Recordings.Api.Links;

/// <summary>Links that the service signed for its own folder. They need no credentials: the link is one.</summary>
[Route("links/{**signed}")]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class LinksController(IMediator mediator) : ControllerBase
{
    [HttpGet]
    [HttpHead]
    [Audited("link.followed")]
    public async Task<IActionResult> Follow(CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new OpenSignedLink(SignedTarget.Read(HttpContext)), cancellationToken);
        return result.Answer(linked =>
        {
            HttpContext.Features.Set(linked.Grant);
            return new AudioResult(linked.Audio.ToFile());
        });
    }
}
