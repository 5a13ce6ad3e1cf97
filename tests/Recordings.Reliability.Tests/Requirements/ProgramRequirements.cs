using Recordings.Reliability.Tests.Proxies;

namespace Recordings.Reliability.Tests.Requirements;

/// <summary>The test compiles the library that makes system calls fail (Linux, gcc).</summary>
internal sealed class RequiresCompilerAttribute() : RequirementAttribute(
    "RequiresCompiler", OperatingSystem.IsLinux() ? InstalledPrograms.ReasonIfMissing("gcc") : "system calls are trapped on Linux only");

/// <summary>The test starts nginx with the configuration in deploy.</summary>
internal sealed class RequiresProxyAttribute() : RequirementAttribute(
    "RequiresProxy", DeployedProxy.Program is null ? "nginx is not installed" : null);

/// <summary>The test starts the service with a low limit of file descriptors.</summary>
internal sealed class RequiresPrlimitAttribute() : RequirementAttribute("RequiresPrlimit", InstalledPrograms.ReasonIfMissing("prlimit"));

/// <summary>The test sends chunks with ffmpeg and curl.</summary>
internal sealed class RequiresSendersAttribute() : RequirementAttribute(
    "RequiresSenders", InstalledPrograms.ReasonIfMissing("ffmpeg") ?? InstalledPrograms.ReasonIfMissing("curl"));

/// <summary>The test records the service's system calls.</summary>
internal sealed class RequiresStraceAttribute() : RequirementAttribute("RequiresStrace", InstalledPrograms.ReasonIfMissing("strace"));
