using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Recordings.Api.Problems;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Problems;

/// <summary>What an exception is answered with: a fault of the body is the caller's, a fault of the store is not.</summary>
internal sealed class ExceptionProblemsTests
{
    private static IEnumerable<TestCaseData> Exceptions()
    {
        yield return new TestCaseData(new EndOfStreamException(), "400 malformed_request", "to its end");
        yield return new TestCaseData(new ConnectionResetException("reset"), "400 malformed_request", "to its end");
        yield return new TestCaseData(new BadHttpRequestException("short"), "400 malformed_request", "to its end");
        yield return new TestCaseData(new BadHttpRequestException("slow", 408), "400 malformed_request", "too slowly");
        yield return new TestCaseData(new BadHttpRequestException("large", 413), "413 body_too_large", "larger");
        yield return new TestCaseData(new BadHttpRequestException("full", 429), "429 rate_limited", "large bodies");
        yield return new TestCaseData(
            new TaskCanceledException("left", new ConnectionAbortedException()), "400 malformed_request", "to its end");
        yield return new TestCaseData(new IOException("left", new ConnectionAbortedException()), "400 malformed_request", "to its end");
        yield return new TestCaseData(
            new StoredFileTooShortException(new EndOfStreamException()), "503 storage_unavailable", "ended early");
        yield return new TestCaseData(
            new DependencyUnavailableException(Dependency.Storage, new EndOfStreamException()), "503 storage_unavailable", "object store");
        yield return new TestCaseData(new IOException(), "500 internal_error", "request id");
        yield return new TestCaseData(new TaskCanceledException(), "500 internal_error", "request id");
    }

    [TestCaseSource(nameof(Exceptions))]
    public async Task Exception_OfAKind_HasItsProblem(Exception exception, string outcome, string sentence)
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };

        await new ExceptionProblems(_ => throw exception, NullLogger<ExceptionProblems>.Instance).InvokeAsync(context);

        context.Response.Body.Position = 0;
        var problem = (await JsonDocument.ParseAsync(context.Response.Body)).RootElement;
        Assert.That($"{context.Response.StatusCode} {problem.Text("code")}", Is.EqualTo(outcome));
        Assert.That(problem.Text("detail"), Does.Contain(sentence));
    }
}
