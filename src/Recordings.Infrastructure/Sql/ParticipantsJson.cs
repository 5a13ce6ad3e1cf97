using System.Text.Json;
using Recordings.Domain.Chats;

namespace Recordings.Infrastructure.Sql;

/// <summary>Participants live and die with their chat and are never searched: one text column.</summary>
internal static class ParticipantsJson
{
    public static string Write(IEnumerable<Participant> participants) => JsonSerializer.Serialize(
        participants.Select(one => new Entry(one.Member.Value, one.Role, one.Track?.Value)));

    public static IReadOnlyList<Participant> Read(string json) =>
        json == "[]"
            ? []
            : [.. JsonSerializer.Deserialize<Entry[]>(json)!.Select(entry => new Participant(
                MemberId.From(entry.Member), entry.Role, entry.Track is null ? null : TrackName.From(entry.Track)))];

    private sealed record Entry(string Member, string? Role, string? Track);
}
