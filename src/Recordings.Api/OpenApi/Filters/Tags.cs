using Microsoft.OpenApi;
using Recordings.Api.OpenApi.Texts;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Recordings.Api.OpenApi.Filters;

/// <summary>The groups of operations, in the order of the page.</summary>
internal sealed class Tags : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) => swaggerDoc.Tags = DocumentTexts.Tags.ToHashSet();
}
