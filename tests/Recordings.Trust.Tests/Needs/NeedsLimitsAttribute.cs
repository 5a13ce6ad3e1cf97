namespace Recordings.Trust.Tests.Needs;

/// <summary>Takes descriptors from a running process.</summary>
internal sealed class NeedsLimitsAttribute() : NeedsAttribute("NeedsLimits", Tools.WhyNot("prlimit"));
