using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Recordings.Reliability.Tests.Needs;

/// <summary>
/// What a test needs of its machine. Where that is missing the test is left out and says why; the category of the same name
/// selects such tests, as in <c>dotnet test --filter TestCategory=NeedsRoot</c>.
/// </summary>
/// <param name="category">NeedsRoot, NeedsStrace, NeedsCompiler, NeedsLimits, NeedsServers or NeedsPostgresPrograms.</param>
/// <param name="missing">Why it cannot run here; null when it can.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal abstract class NeedsAttribute(string category, string? missing) : NUnitAttribute, IApplyToTest
{
    public void ApplyToTest(Test test)
    {
        test.Properties.Add(PropertyNames.Category, category);
        if (missing is null || test.RunState is not RunState.Runnable)
            return;

        test.RunState = RunState.Ignored;
        test.Properties.Set(PropertyNames.SkipReason, $"{category}: {missing}");
        LeftOut.Add($"{test.Name} ({category}: {missing})");
    }
}
