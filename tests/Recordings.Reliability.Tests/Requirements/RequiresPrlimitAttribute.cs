namespace Recordings.Reliability.Tests.Requirements;

/// <summary>The test starts the service with a low limit of file descriptors.</summary>
internal sealed class RequiresPrlimitAttribute() : RequirementAttribute("RequiresPrlimit", InstalledPrograms.ReasonIfMissing("prlimit"));
