using System.Collections;
using System.Globalization;
using Recordings.Api.Operations.Logging;
using Recordings.Api.Problems;
using Recordings.Application.Access;

namespace Recordings.Api.Audit;

/// <summary>
/// The log message of one access. The text quotes what callers choose; the values for structured logs are as they are.
/// </summary>
internal sealed class AuditMessage(AccessEvent access, OwedLine? line) : IReadOnlyList<KeyValuePair<string, object?>>, IOwedMessage
{
    private const string Template = "{Action}: {Outcome} (request {RequestId}, credential {Credential}, member {Member}, "
        + "workspace {Workspace}, chat {Chat}, bytes {Bytes})";

    private readonly KeyValuePair<string, object?>[] _values =
    [
        new("Action", access.Action),
        new("Outcome", Describe(access.Outcome)),
        new("RequestId", access.RequestId),
        new("Credential", access.Credential?.ToString()),
        new("Member", access.Member?.Value),
        new("Workspace", access.Workspace?.ToString()),
        new("Chat", access.Chat?.Value),
        new("Bytes", access.Bytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes.First}-{bytes.Last}") : null),
        .. access.Change is { } change ? new ChangeText(change).Values : [],
        new("{OriginalFormat}", access.Change is null ? Template : Template + ChangeText.Template),
    ];

    public OwedLine? Line { get; } = line;

    public int Count => _values.Length;

    public KeyValuePair<string, object?> this[int index] => _values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{access.Action}: {_values[1].Value} (request {access.RequestId}, credential {Quote(3)}, member {Quote(4)}, workspace {Plain(5)}, "
        + $"chat {Plain(6)}, bytes {Plain(7)}){(access.Change is { } change ? new ChangeText(change) : "")}");

    private static string Describe(AccessOutcome outcome) =>
        outcome.Failure is { } failure ? ProblemTable.Find(failure).Code : outcome.End.ToString();

    private string Quote(int index) => QuotedText.Of((string?)_values[index].Value);

    private object Plain(int index) => _values[index].Value ?? QuotedText.Absent;
}
