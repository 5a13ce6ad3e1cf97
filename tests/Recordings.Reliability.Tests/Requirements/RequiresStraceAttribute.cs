namespace Recordings.Reliability.Tests.Requirements;

/// <summary>The test records the service's system calls.</summary>
internal sealed class RequiresStraceAttribute() : RequirementAttribute("RequiresStrace", InstalledPrograms.ReasonIfMissing("strace"));
