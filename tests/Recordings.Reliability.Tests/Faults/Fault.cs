namespace Recordings.Reliability.Tests.Faults;

/// <summary>What a system call answers instead of doing its work: Linux error numbers, or the end of the process.</summary>
internal enum Fault
{
    Kill = -1,
    InputOutput = 5,
    TooManyOpenFiles = 24,
    NoSpace = 28,
    ReadOnly = 30,
}
