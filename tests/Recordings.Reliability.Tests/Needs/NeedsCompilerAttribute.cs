namespace Recordings.Reliability.Tests.Needs;

/// <summary>Compiles the library that makes system calls fail.</summary>
internal sealed class NeedsCompilerAttribute()
    : NeedsAttribute("NeedsCompiler", OperatingSystem.IsLinux() ? Tools.WhyNot("gcc") : "system calls are trapped on Linux only");
