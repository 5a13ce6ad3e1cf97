using System.Net.Http.Json;
using System.Text.Json;

namespace Recordings.Api.Tests.Running.Service;

internal static class ValidationProblems
{
    /// <summary>The fields that a validation problem names, in order.</summary>
    public static async Task<string[]> FieldsAsync(this Task<HttpResponseMessage> pending)
    {
        using var answer = await pending;
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(problem.Text("code"), Is.EqualTo("validation_failed"), problem.ToString());
        return [.. problem.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal)];
    }
}
