using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Recordings.Api.OpenApi;

/// <summary>The groups of operations, in the order in which a reader wants them.</summary>
internal sealed class Tags : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) => swaggerDoc.Tags = DocumentTexts.Tags.ToHashSet();
}
