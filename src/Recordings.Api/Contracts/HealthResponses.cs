namespace Recordings.Api.Contracts;

/// <param name="Status">live.</param>
public sealed record LiveResponse(string Status);

/// <param name="Status">ready or not_ready.</param>
/// <param name="Database">Whether it answers.</param>
/// <param name="Storage">Whether it can be written.</param>
/// <param name="Stopping">Whether the service is about to stop.</param>
public sealed record ReadyResponse(string Status, bool Database, bool Storage, bool Stopping);
