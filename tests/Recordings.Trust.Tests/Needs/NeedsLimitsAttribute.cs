namespace Recordings.Trust.Tests.Needs;

/// <summary>Starts the service with fewer descriptors.</summary>
internal sealed class NeedsLimitsAttribute() : NeedsAttribute("NeedsLimits", Tools.WhyNot("prlimit"));
