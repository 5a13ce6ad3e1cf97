namespace Recordings.Reliability.Tests.Requirements;

/// <summary>The test compiles the library that makes system calls fail (Linux, gcc).</summary>
internal sealed class RequiresCompilerAttribute() : RequirementAttribute(
    "RequiresCompiler", OperatingSystem.IsLinux() ? InstalledPrograms.ReasonIfMissing("gcc") : "system calls are trapped on Linux only");
