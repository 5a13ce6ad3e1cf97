using System.Globalization;
using System.Text.Json;
using Microsoft.OpenApi;
using Recordings.Api.Access;
using Recordings.Api.Authentication;
using Recordings.Api.OpenApi.Annotations;
using Recordings.Api.Problems;
using Recordings.Application;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Recordings.Api.OpenApi.Filters;

/// <summary>Documents every failure of an operation under its status, with its code, a description and an example.</summary>
internal sealed class ProblemResponses : IOperationFilter
{
    private const string RequestId = "5f0c8f0f6a0b4c07a0c6a1d0f2b7e9d4";

    /// <summary>The failures before an action runs, and the faults that every action can have.</summary>
    private static readonly FailureCode[] OfEveryRequest =
    [
        FailureCode.ValidationFailed, FailureCode.AuthenticationRequired, FailureCode.InvalidToken, FailureCode.InsufficientScope,
        FailureCode.WorkspaceForbidden, FailureCode.RateLimited, FailureCode.InternalError, FailureCode.DatabaseUnavailable,
        FailureCode.AuthorityUnavailable, FailureCode.AuditUnavailable,
    ];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.Attribute<RequireScopeAttribute>() is null)
            return;

        var own = context.Attribute<FailsWithAttribute>()?.Codes ?? [];
        var schema = context.SchemaGenerator.GenerateSchema(typeof(ProblemBody), context.SchemaRepository);
        foreach (var status in OfEveryRequest.Concat(own).GroupBy(code => ProblemTable.Find(code).Status).OrderBy(status => status.Key))
        {
            operation.Responses ??= [];
            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = Document([.. status], schema);
        }
    }

    private static OpenApiResponse Document(IReadOnlyList<FailureCode> codes, IOpenApiSchema schema) => new()
    {
        Description = string.Join("  \n", codes.Select(code => $"`{ProblemTable.Find(code).Code}`: {Failures.Describe(code)}")),
        Headers = ResponseHeaders.OfProblem(codes),
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            ["application/problem+json"] = new OpenApiMediaType
            {
                Schema = schema,
                Examples = codes.DistinctBy(code => ProblemTable.Find(code).Code).ToDictionary(code => ProblemTable.Find(code).Code, Example),
            },
        },
    };

    private static IOpenApiExample Example(FailureCode code)
    {
        var kind = ProblemTable.Find(code);
        var body = new ProblemBody(
            $"urn:recordings:problem:{kind.Code}", kind.Title, kind.Status, Failures.Describe(code), kind.Code, RequestId,
            code is FailureCode.ValidationFailed ? Errors : null);
        return new OpenApiExample { Summary = kind.Title, Value = JsonSerializer.SerializeToNode(body, ProblemWriter.Json) };
    }

    private static readonly Dictionary<string, string[]> Errors = new()
    {
        [RouteNames.Chat] = [RequestRules.Chat],
    };
}
