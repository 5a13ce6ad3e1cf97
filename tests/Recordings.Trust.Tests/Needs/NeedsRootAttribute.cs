namespace Recordings.Trust.Tests.Needs;

/// <summary>Mounts a file system of its own.</summary>
internal sealed class NeedsRootAttribute()
    : NeedsAttribute("NeedsRoot", Environment.IsPrivilegedProcess ? null : "only root may mount a file system");
