namespace Recordings.Api.Capture;

/// <summary>The platform's description of a call; each request replaces the whole description.</summary>
/// <param name="Channel">Required: phone_voice, web_voice, sms, web_chat or email. The first two carry voice.</param>
/// <param name="Kind">standard (the default), manager_owned or direct_message.</param>
/// <param name="OwnerMemberId">Required for manager_owned.</param>
/// <param name="StartedAt">Required: RFC 3339 with offset.</param>
/// <param name="Participants">Who takes part; none when absent.</param>
public sealed record OpenCallRequest(
    string? Channel, string? Kind, string? OwnerMemberId, string? StartedAt, IReadOnlyList<ParticipantRequest?>? Participants);

/// <param name="MemberId">Required: the platform's pseudonym of the person.</param>
/// <param name="Role">As the platform names it.</param>
/// <param name="Track">Where the person is heard.</param>
public sealed record ParticipantRequest(string? MemberId, string? Role, string? Track);

/// <param name="EndedAt">Required: RFC 3339 with offset, not before the call's start.</param>
public sealed record CompleteCallRequest(string? EndedAt);
