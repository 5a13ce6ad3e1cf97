using Recordings.Api.Access;

namespace Recordings.Api.Hosting;

/// <summary>Answers <c>/</c>, where people begin: the page to try the service out in Development, else where documents and health are.</summary>
internal static class HomeEndpoint
{
    public static void MapHome(this WebApplication app)
    {
        var home = app.Environment.IsDevelopment()
            ? Results.Redirect("/swagger")
            : Results.Json(new Home("recordings", new HomeLinks("/swagger", "/swagger/v1/swagger.json", "/health/live", "/health/ready")));

        // A signed link with its first letter altered to '?' arrives here: it must fail like every altered link.
        app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], (HttpContext context) => SignedTarget.Claims(context) ? Results.NotFound() : home)
            .ExcludeFromDescription();
    }

    private sealed record Home(string Service, HomeLinks Links);

    private sealed record HomeLinks(string Documentation, string Openapi, string Live, string Ready);
}
