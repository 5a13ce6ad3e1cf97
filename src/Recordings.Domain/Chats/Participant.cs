namespace Recordings.Domain.Chats;

/// <summary>A person who took part in a chat, the person's role, and the track that holds the person's voice.</summary>
public sealed record Participant(MemberId Member, string? Role, TrackName? Track);
