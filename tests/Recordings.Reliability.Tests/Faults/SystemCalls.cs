namespace Recordings.Reliability.Tests.Faults;

/// <summary>Kinds of system calls, as faults.c numbers them.</summary>
[Flags]
internal enum SystemCalls
{
    None = 0,
    Sync = 1,
    Write = 2,
    Open = 4,
    Rename = 8,
    MakeFolder = 16,
    Remove = 32,
    Truncate = 64,
    OpenForWriting = 128,
    Read = 256,
}
