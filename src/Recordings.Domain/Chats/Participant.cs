namespace Recordings.Domain.Chats;

/// <summary>Someone who took part in a chat, in which role, and on which track they are heard.</summary>
public sealed record Participant(MemberId Member, string? Role, TrackName? Track);
