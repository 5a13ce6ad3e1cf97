namespace Recordings.Reliability.Tests.Needs;

/// <summary>Starts the service with few descriptors.</summary>
internal sealed class NeedsLimitsAttribute() : NeedsAttribute("NeedsLimits", Tools.WhyNot("prlimit"));
