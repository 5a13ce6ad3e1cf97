namespace Recordings.Application.Ports;

/// <summary>Objects that nothing refers to any more and that are to be removed from the store.</summary>
public interface IDeletionQueue
{
    /// <summary>Keys whose time to go has come; a key ending in '/' means everything below it.</summary>
    Task<IReadOnlyList<string>> FindDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Not due again before then: those behind it come first.</summary>
    Task PostponeAsync(string objectKey, DateTimeOffset dueAt, CancellationToken cancellationToken);

    /// <summary>The object is gone from the store: forget it.</summary>
    Task ForgetAsync(string objectKey, CancellationToken cancellationToken);

    /// <summary>Names this database among all others; the store it sweeps holds the name too.</summary>
    Task<string> FindOwnerAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Those of the keys that no chunk and no cached file refers to. Only keys of captures that this database has numbered: of
    /// others it cannot know who refers to them.
    /// </summary>
    Task<IReadOnlyList<string>> FindOrphansAsync(IReadOnlyCollection<string> objectKeys, CancellationToken cancellationToken);
}
