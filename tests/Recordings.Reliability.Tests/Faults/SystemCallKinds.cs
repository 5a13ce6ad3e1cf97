namespace Recordings.Reliability.Tests.Faults;

/// <summary>Kinds of system calls, with the numbers of faults.c.</summary>
[Flags]
internal enum SystemCallKinds
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
