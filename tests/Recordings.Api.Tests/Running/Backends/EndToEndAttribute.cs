namespace Recordings.Api.Tests.Running.Backends;

/// <summary>Drives the whole service, and holds wherever its data lies: test.sh runs it on each database and each store.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class EndToEndAttribute() : CategoryAttribute("EndToEnd");
