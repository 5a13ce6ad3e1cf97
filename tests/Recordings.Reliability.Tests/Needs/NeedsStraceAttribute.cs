namespace Recordings.Reliability.Tests.Needs;

/// <summary>Watches the service's system calls.</summary>
internal sealed class NeedsStraceAttribute() : NeedsAttribute("NeedsStrace", Tools.WhyNot("strace"));
