using Recordings.Application;
using Recordings.Application.Access;
using Recordings.Application.Links;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Access;

/// <summary>
/// The caller, the target and the outcome of one request. Route values are parsed once, here. Each other fact is set once, by
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
        _workspace = new(
            () => WorkspaceId.TryParse(RouteText(RouteNames.Workspace), out var workspace) ? workspace : null, isThreadSafe: false);
        _chat = new(() => ChatId.TryParse(RouteText(RouteNames.Chat), out var chat) ? chat : null, isThreadSafe: false);
    }

    public bool IsAuthenticated => _caller is not null;

    /// <exception cref="InvalidOperationException">No credentials were accepted.</exception>
    public Caller Caller
    {
        get => _caller ?? throw new InvalidOperationException("The request is not authenticated.");
        set => _caller = value;
    }

    /// <summary>The workspace of the route; null if the route has none or its text is invalid. Known after routing.</summary>
    public WorkspaceId? Workspace => _workspace.Value;

    /// <summary>The chat of the route; null if the route has none or its text is invalid. Known after routing.</summary>
    public ChatId? Chat => _chat.Value;

    /// <summary>The access that the request's signed link gives; null without a link.</summary>
    public LinkGrant? Grant { get; set; }

    /// <summary>The member to whom the request's signed link was issued; null when unknown, and without a link.</summary>
    public MemberId? GrantedMember { get; set; }

    /// <summary>The failure that the response reports.</summary>
    public FailureCode? Failure { get; set; }

    /// <summary>The bytes of the announced read of audio; null while there is none.</summary>
    public SentBytes? Begun { get; set; }

    /// <summary>How the sending of audio ended; null for a request that is not for audio.</summary>
    public AudioAccess? Audio { get; set; }

    /// <summary>What a request that describes a chat changes; null for other requests.</summary>
    public OwedChange? Described { get; set; }

    /// <summary>The ledger has the outcome of this request. It gets no other.</summary>
    public bool IsRecorded { get; set; }

    /// <summary>One instance per request, created at first use.</summary>
    public static RequestAccess From(HttpContext context)
    {
        if (context.Features.Get<RequestAccess>() is not { } access)
            context.Features.Set(access = new RequestAccess(context));
        return access;
    }

    /// <summary>A link counts as the credential and the member that asked for it. Other credentials of the request are ignored.</summary>
    public AccessEvent ToEvent(string action, AccessOutcome outcome) => new(
        _context.TraceIdentifier,
        action,
        outcome,
        Grant?.Credential ?? _caller?.Credential,
        Grant is null ? _caller?.Member : GrantedMember,
        Grant?.Workspace ?? Workspace,
        Grant?.Chat ?? Chat,
        Audio?.Sent)
    {
        Change = Described?.Value,
    };

    private string? RouteText(string name) => _context.GetRouteValue(name) as string;
}

/// <summary>The facts that only a request for audio has.</summary>
/// <param name="Sent">Null when no byte was sent.</param>
internal sealed record AudioAccess(AccessEnd End, SentBytes? Sent);

/// <summary>The names of the route values that every request to a recording has, as the contract spells them.</summary>
internal static class RouteNames
{
    public const string Workspace = "workspace_uuid";
    public const string Chat = "chat_id";
}
