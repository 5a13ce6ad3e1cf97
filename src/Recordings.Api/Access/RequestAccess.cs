using Recordings.Application;
using Recordings.Application.Access;
using Recordings.Application.Links;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Access;

/// <summary>
/// Who asks for what in one request, and what came of it. Route values are parsed once, here. Each other fact is set once, by
/// the part of the pipeline that establishes it. The audit turns them into an <see cref="AccessEvent"/>.
/// </summary>
internal sealed class RequestAccess
{
    private readonly HttpContext _context;
    private readonly Lazy<WorkspaceId?> _workspace;
    private readonly Lazy<ChatId?> _chat;
    private Caller? _caller;

    private RequestAccess(HttpContext context)
    {
        _context = context;
        _workspace = new(() => WorkspaceId.TryParse(RouteText(RouteNames.Workspace), out var workspace) ? workspace : null, isThreadSafe: false);
        _chat = new(() => ChatId.TryParse(RouteText(RouteNames.Chat), out var chat) ? chat : null, isThreadSafe: false);
    }

    public bool IsAuthenticated => _caller is not null;

    /// <exception cref="InvalidOperationException">No credentials were accepted.</exception>
    public Caller Caller
    {
        get => _caller ?? throw new InvalidOperationException("The request is not authenticated.");
        set => _caller = value;
    }

    /// <summary>The workspace that the route names; null when it names none, or no valid one. Known after routing.</summary>
    public WorkspaceId? Workspace => _workspace.Value;

    /// <summary>The chat that the route names; null when it names none, or no valid one. Known after routing.</summary>
    public ChatId? Chat => _chat.Value;

    /// <summary>What the signed link gives access to that the request follows.</summary>
    public LinkGrant? Grant { get; set; }

    /// <summary>The failure that answered the request.</summary>
    public FailureCode? Failure { get; set; }

    /// <summary>How the sending of audio ended; null when the request was for something else.</summary>
    public AudioAccess? Audio { get; set; }

    public static RequestAccess Of(HttpContext context)
    {
        if (context.Features.Get<RequestAccess>() is not { } access)
            context.Features.Set(access = new RequestAccess(context));
        return access;
    }

    /// <summary>The caller of a link is the one who asked for it: other credentials of the request are ignored.</summary>
    public AccessEvent ToEvent(string action, AccessOutcome outcome) => new(
        _context.TraceIdentifier,
        action,
        outcome,
        Grant?.Credential ?? _caller?.Credential,
        _caller?.Member,
        Grant?.Workspace ?? Workspace,
        Grant?.Chat ?? Chat,
        Audio?.Sent);

    private string? RouteText(string name) => _context.GetRouteValue(name) as string;
}

/// <summary>The part of an access that only requests for audio have.</summary>
/// <param name="IsEmpty">The answer contains no audio: HEAD, 304, 412, 416.</param>
/// <param name="Sent">Null when no byte was sent.</param>
internal sealed record AudioAccess(bool IsEmpty, AccessEnd End, SentBytes? Sent);
