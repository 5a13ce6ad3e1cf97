using System.Text.Json;
using Recordings.Domain.Chats;

namespace Recordings.Api.Audit;

/// <summary>The change of a private chat as a part of an audit message. Member ids are quoted everywhere, since a list separates them.</summary>
internal sealed class ChangeText(DescriptionChange change)
{
    public const string Template = ": kind {KindBefore} to {Kind}, owner {OwnerBefore} to {Owner}, added {Added}, removed {Removed}";

    private readonly string[] _texts =
    [
        Word(change.Before.Kind), Word(change.After.Kind), QuotedText.Of(change.Before.Owner?.Value), QuotedText.Of(change.After.Owner?.Value),
        List(change.Added), List(change.Removed),
    ];

    public IEnumerable<KeyValuePair<string, object?>> Values =>
        ((string[])["KindBefore", "Kind", "OwnerBefore", "Owner", "Added", "Removed"]).Zip(_texts, KeyValuePair.Create<string, object?>);

    public override string ToString() =>
        $": kind {_texts[0]} to {_texts[1]}, owner {_texts[2]} to {_texts[3]}, added {_texts[4]}, removed {_texts[5]}";

    private static string Word(ChatKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    private static string List(IReadOnlyList<MemberId> members) =>
        members.Count == 0 ? QuotedText.Absent : string.Join(' ', members.Select(member => QuotedText.Of(member.Value)));
}
