namespace Recordings.Application.Ports;

/// <summary>The queue of objects to delete from the store, since no row refers to them any more.</summary>
public interface IDeletionQueue
{
    /// <summary>Keys whose deletion is due. A key that ends in '/' means every object below it.</summary>
    Task<IReadOnlyList<string>> FindDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Sets a later due time for the key, so that other keys come first.</summary>
    Task PostponeAsync(string objectKey, DateTimeOffset dueAt, CancellationToken cancellationToken);

    /// <summary>Removes the key from the queue, and the row of a superseded file, after the object was deleted.</summary>
    Task ForgetAsync(string objectKey, CancellationToken cancellationToken);

    /// <summary>The unique id of this database. Its store holds the same id.</summary>
    Task<string> FindOwnerAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Those of the keys to which no chunk and no stored file refers. Only keys of captures that this database has numbered: it
    /// cannot know the references to other keys.
    /// </summary>
    Task<IReadOnlyList<string>> FindOrphansAsync(IReadOnlyCollection<string> objectKeys, CancellationToken cancellationToken);
}
