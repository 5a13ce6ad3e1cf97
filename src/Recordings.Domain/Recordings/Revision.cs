namespace Recordings.Domain.Recordings;

/// <summary>When an ended call's recording last changed: by its completion, or by the latest late chunk if that came later.</summary>
/// <param name="LastModified">Cut to the second, as HTTP knows it.</param>
/// <param name="IsAmbiguous">Two versions fall within that second, so it names no version (RFC 9110 §8.8.2.2).</param>
public readonly record struct Revision(DateTimeOffset LastModified, bool IsAmbiguous);
