using Recordings.Application.Ports;
using Recordings.Domain;

namespace Recordings.Application.Reading;

/// <summary>
/// Files that were read recently, so that a seek does not read their block checksums from the database again. The checksum of the whole
/// file identifies those of its blocks. Bounded by the size of the checksums.
/// </summary>
internal sealed class RecentFiles
{
    /// <summary>About 600 calls of one hour.</summary>
    private const int MaxBlocks = 4 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<Sha256, LinkedListNode<StoredFile>> _files = [];
    private readonly LinkedList<StoredFile> _byUse = new();
    private int _blocks;

    public StoredFile? Find(Sha256 checksum)
    {
        lock (_lock)
        {
            if (!_files.TryGetValue(checksum, out var node))
                return null;

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value;
        }
    }

    public void Keep(StoredFile file)
    {
        lock (_lock)
        {
            if (_files.ContainsKey(file.File.Checksum))
                return;

            _files.Add(file.File.Checksum, _byUse.AddFirst(file));
            _blocks += file.BlockChecksums.Length;
            while (_blocks > MaxBlocks && _byUse.Count > 1)
                RemoveOldest();
        }
    }

    private void RemoveOldest()
    {
        var oldest = _byUse.Last!.Value;
        _byUse.RemoveLast();
        _files.Remove(oldest.File.Checksum);
        _blocks -= oldest.BlockChecksums.Length;
    }
}
