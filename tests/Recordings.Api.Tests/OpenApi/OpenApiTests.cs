using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Problems;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application;
using Operation = Recordings.Api.Tests.OpenApi.OpenApiDocument.Operation;

namespace Recordings.Api.Tests.OpenApi;

/// <summary>The document describes every route, parameter and failure.</summary>
internal sealed class OpenApiTests
{
    /// <summary>The route of the service's own links. Callers do not build such URLs, so only the document's text describes it.</summary>
    private const string SignedLinks = "/links/{**signed}";

    /// <summary>Failures that no operation lists: those of that route, of unknown paths and methods, and of the command line.</summary>
    private static readonly FailureCode[] WithoutOperation =
    [
        FailureCode.LinkInvalid, FailureCode.LinkExpired, FailureCode.LinkRevoked, FailureCode.RouteNotFound, FailureCode.MethodNotAllowed,
        FailureCode.WorkspaceNotFound, FailureCode.WorkspaceExists, FailureCode.KeyNotFound,
    ];

    private TestService _service = null!;
    private OpenApiDocument _document = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        _document = await OpenApiDocument.LoadAsync(_service);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _service.DisposeAsync();

    [Test]
    public void Document_EveryRoute_IsIncluded()
    {
        var routes = _service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(route => route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
                .Select(method => (Method: method, Path: "/" + route.RoutePattern.RawText!.TrimStart('/'))))
            .Where(route => route.Path is not (SignedLinks or "/"))
            .Select(route => $"{route.Method} {route.Path}");

        Assert.That(_document.Operations.Select(operation => operation.ToString()), Is.EquivalentTo(routes));
    }

    [Test]
    public void Operation_Any_HasIdSummaryAndDescription() => AssertAll(_document.Operations, operation =>
        new[] { "operationId", "summary", "description" }.All(field => HasText(operation.Node[field]))
        && operation.Node["tags"]!.AsArray().Count == 1);

    [Test]
    public void OperationId_Any_IsUnique() =>
        Assert.That(_document.Operations.Select(operation => operation.Node["operationId"]!.GetValue<string>()), Is.Unique);

    [Test]
    public void Operation_OfTheContract_NeedsTheBearerScheme()
    {
        AssertAll(_document.Operations, operation => operation.NeedsCredentials == (operation.Node["security"]?[0]?["Bearer"] is not null));
        Assert.That(_document.Root["components"]!["securitySchemes"]!["Bearer"]!["scheme"]!.GetValue<string>(), Is.EqualTo("bearer"));
    }

    [Test]
    public void Parameter_Any_HasDescriptionTypeAndExample() => AssertAll(_document.Operations, operation => operation.Parameters.All(
        parameter => HasText(parameter["description"])
            && HasText(parameter["schema"]?["type"])
            && (parameter["example"] ?? parameter["examples"]) is not null));

    [Test]
    public void PathParameters_Any_AreThoseOfTheTemplate() => AssertAll(_document.Operations, operation =>
        operation.Parameters.Where(parameter => parameter["in"]!.GetValue<string>() == "path").Select(parameter => $"{{{parameter["name"]}}}")
            .SequenceEqual(operation.Path.Split('/').Where(part => part.StartsWith('{'))));

    [Test]
    public void JsonBody_Any_HasASchemaAndAnExample()
    {
        var bodies = _document.Operations
            .SelectMany(operation => operation.Answers.Select(answer => answer.Answer["content"]).Append(operation.RequestContent))
            .Select(content => content?["application/json"]).OfType<JsonNode>().ToList();

        Assert.That(bodies, Is.Not.Empty);
        Assert.That(bodies.Where(body => body["schema"]?["$ref"] is null || body["example"] is null), Is.Empty);
    }

    [Test]
    public void Field_OfAnySchema_HasADescription()
    {
        var withoutDescription = _document.Root["components"]!["schemas"]!.AsObject()
            .SelectMany(schema => schema.Value!["properties"]!.AsObject().Select(field => (Name: $"{schema.Key}.{field.Key}", Field: field.Value!)))
            .Where(field => !HasText(field.Field["description"]) && field.Field["$ref"] is null)
            .Select(field => field.Name);

        Assert.That(withoutDescription, Is.Empty);
    }

    [Test]
    public void Failure_Any_IsAProblemWithAnExampleOfEachCode() => AssertAll(WithBodies(), operation => Failures(operation).All(failure =>
        failure.Answer["content"]?["application/problem+json"] is { } problem
        && problem["schema"]!["$ref"]!.GetValue<string>().EndsWith("/ProblemBody", StringComparison.Ordinal)
        && problem["examples"]!.AsObject().All(example =>
            example.Value!["value"]!["code"]!.GetValue<string>() == example.Key
            && example.Value["value"]!["status"]!.ToString() == failure.Status)));

    [Test]
    public void Operation_WithCredentials_ListsTheCommonFailures() => AssertAll(
        _document.Operations.Where(operation => operation.NeedsCredentials),
        operation => new[] { "400", "401", "403", "429", "500", "503" }.All(status => operation.Node["responses"]![status] is not null));

    [Test]
    public void Code_OfTheProblemTable_IsDocumented()
    {
        var documented = WithBodies().SelectMany(Failures)
            .SelectMany(failure => failure.Answer["content"]!["application/problem+json"]!["examples"]!.AsObject().Select(example => $"{failure.Status} {example.Key}"));
        var table = Enum.GetValues<FailureCode>().Except(WithoutOperation)
            .Select(ProblemTable.Find).Select(kind => $"{kind.Status} {kind.Code}");

        Assert.That(documented.Distinct(), Is.EquivalentTo(table.Distinct()));
    }

    [TestCase("401", "WWW-Authenticate")]
    [TestCase("429", "Retry-After")]
    [TestCase("206", "Content-Range")]
    [TestCase("206", "ETag")]
    [TestCase("304", "ETag")]
    [TestCase("416", "Content-Range")]
    [TestCase("415", "Accept-Encoding")]
    public void Header_ThatCallersNeed_IsDocumented(string status, string header)
    {
        var answers = _document.Operations.SelectMany(operation => operation.Answers).Where(answer => answer.Status == status).ToList();

        Assert.That(answers, Is.Not.Empty);
        Assert.That(answers.Where(answer => answer.Answer["headers"]?[header] is null), Is.Empty);
    }

    [Test]
    public void Answer_Any_HasDescriptionAndRequestId() => AssertAll(_document.Operations, operation => operation.Answers.All(answer =>
        HasText(answer.Answer["description"]) && answer.Answer["headers"]?["X-Request-Id"] is not null));

    [Test]
    public void Answer_ToHead_HasNoBody() => AssertAll(
        _document.Operations.Where(operation => operation.Method == "HEAD"),
        operation => operation.Answers.All(answer => answer.Answer["content"] is null));

    [Test]
    public void Head_OfAudio_HasConditionsAndNoRanges()
    {
        var head = _document.Operations.Single(operation => operation.Method == "HEAD" && operation.Path.EndsWith("/audio.wav", StringComparison.Ordinal));

        Assert.That(head.Answers.Select(answer => answer.Status), Does.Contain("304").And.Contain("412").And.Not.Contain("206").And.Not.Contain("416"));
        Assert.That(
            head.Parameters.Where(one => one["in"]!.ToString() == "header").Select(one => one["name"]!.ToString()),
            Is.EquivalentTo(new[] { "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since" }));
    }

    private IEnumerable<Operation> WithBodies() =>
        _document.Operations.Where(operation => operation.NeedsCredentials && operation.Method != "HEAD");

    private static IEnumerable<(string Status, JsonNode Answer)> Failures(Operation operation) =>
        operation.Answers.Where(answer => answer.Status[0] is '4' or '5');

    private static bool HasText(JsonNode? node) => !string.IsNullOrWhiteSpace(node?.ToString());

    private static void AssertAll(IEnumerable<Operation> operations, Func<Operation, bool> holds)
    {
        var all = operations.ToList();
        Assert.That(all, Is.Not.Empty);
        Assert.That(all.Where(operation => !holds(operation)), Is.Empty);
    }
}
