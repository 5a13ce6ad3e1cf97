using Recordings.Domain.Chats;

namespace Recordings.Application.Access;

/// <summary>
/// The change of a private chat that the current request makes. The audit is owed a record of it, also if the request fails later.
/// </summary>
public sealed class OwedChange
{
    /// <summary>Set before the change is written; null when there is none.</summary>
    public DescriptionChange? Value { get; set; }
}
