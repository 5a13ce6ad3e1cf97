namespace Recordings.Reliability.Tests.Faults;

/// <summary>The result of a system call that the plan makes fail: a Linux error number, or the kill of the process.</summary>
internal enum Fault
{
    Kill = -1,
    InputOutput = 5,
    TooManyOpenFiles = 24,
    NoSpace = 28,
    ReadOnly = 30,
}
