using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Recordings.Reliability.Tests.Requirements;

/// <summary>
/// A requirement of a test on its machine. If the requirement is not met, NUnit skips the test and shows the reason. The category
/// selects such tests, as in <c>dotnet test --filter TestCategory=RequiresRoot</c>.
/// </summary>
/// <param name="category">The attribute's name, such as RequiresRoot.</param>
/// <param name="missing">The reason why the test cannot run here; null if it can.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal abstract class RequirementAttribute(string category, string? missing) : NUnitAttribute, IApplyToTest
{
    public void ApplyToTest(Test test)
    {
        test.Properties.Add(PropertyNames.Category, category);
        if (missing is null || test.RunState is not RunState.Runnable)
            return;

        test.RunState = RunState.Ignored;
        test.Properties.Set(PropertyNames.SkipReason, $"{category}: {missing}");
        SkippedTests.Add($"{test.Name} ({category}: {missing})");
    }
}
