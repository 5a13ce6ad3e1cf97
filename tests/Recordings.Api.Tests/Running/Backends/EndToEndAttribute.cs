namespace Recordings.Api.Tests.Running.Backends;

/// <summary>Tests the whole service and holds for each backend: test.sh runs it with each database and each store.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class EndToEndAttribute() : CategoryAttribute("EndToEnd");
