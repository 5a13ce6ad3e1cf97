using Microsoft.OpenApi;
using Recordings.Api.OpenApi.Annotations;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Recordings.Api.OpenApi.Filters;

/// <summary>Documents the body of a chunk. It is a stream, so no action parameter describes it.</summary>
internal sealed class ChunkBodies : IOperationFilter
{
    private static readonly (string MediaType, string Description)[] Bodies =
    [
        ("audio/wav", "A WAV file (RIFF, RF64 or BW64): PCM of 8, 16, 24 or 32 bits, float of 32 or 64 bits, G.711 A-law or µ-law; also WAVE_FORMAT_EXTENSIBLE and unknown sizes, as encoders write them to a pipe."),
        ("audio/x-wav", "The same as audio/wav."),
        ("audio/wave", "The same as audio/wav."),
        ("audio/vnd.wave", "The same as audio/wav."),
        ("audio/L16;rate=16000;channels=1", "16-bit big-endian samples (RFC 2586); send little-endian ones as audio/wav. rate is required; channels is 1 by default."),
        ("audio/PCMU", "G.711 µ-law, 8 kHz, mono."),
        ("audio/PCMA", "G.711 A-law, 8 kHz, mono."),
    ];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.Attribute<ChunkBodyAttribute>() is null)
            return;

        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "The audio itself, mono or stereo, at 8, 11.025, 12, 16, 22.05, 24, 32, 44.1 or 48 kHz:\n\n"
                + string.Join('\n', Bodies.Select(body => $"* `{body.MediaType}`: {body.Description}")),
            Content = Bodies.ToDictionary(body => body.MediaType, body => (IOpenApiMediaType)new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = body.Description },
            }),
        };
    }
}
