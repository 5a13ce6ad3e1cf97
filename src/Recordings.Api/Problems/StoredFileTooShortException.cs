namespace Recordings.Api.Problems;

/// <summary>A stored recording ended before its recorded length. Nothing of it was sent.</summary>
internal sealed class StoredFileTooShortException(EndOfStreamException fault) : Exception(fault.Message, fault);
