namespace Recordings.Domain.Recordings;

/// <summary>An assembled WAV of one rendition in the object store.</summary>
/// <param name="ObjectKey">Its key, within the workspace's part of the store.</param>
/// <param name="Fingerprint">Of the rendition whose bytes it holds.</param>
/// <param name="SizeBytes">Bytes of the file.</param>
/// <param name="Checksum">SHA-256 of the file's bytes.</param>
public sealed record RenditionFile(string ObjectKey, Sha256 Fingerprint, long SizeBytes, Sha256 Checksum);
