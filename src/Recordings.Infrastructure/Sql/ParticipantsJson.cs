using System.Text.Json;
using Recordings.Domain.Chats;

namespace Recordings.Infrastructure.Sql;

/// <summary>Participants as JSON in one text column: they are stored and deleted with their chat, and no query searches them.</summary>
internal static class ParticipantsJson
{
    public static string Write(IEnumerable<Participant> participants) => JsonSerializer.Serialize(
        participants.Select(one => new Entry(one.Member.Value, one.Role, one.Track?.Value)));

    public static IReadOnlyList<Participant> Read(string json) =>
        json == "[]"
            ? []
            : [.. JsonSerializer.Deserialize<Entry[]>(json)!.Select(entry => new Participant(
                MemberId.Restore(entry.Member), entry.Role, entry.Track is null ? null : TrackName.From(entry.Track)))];

    private sealed record Entry(string Member, string? Role, string? Track);
}
