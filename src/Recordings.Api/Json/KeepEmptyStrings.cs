using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Recordings.Api.Json;

/// <summary>A parameter that is there but empty is refused as such, not taken for one that was left out.</summary>
internal sealed class KeepEmptyStrings : IDisplayMetadataProvider
{
    public void CreateDisplayMetadata(DisplayMetadataProviderContext context) =>
        context.DisplayMetadata.ConvertEmptyStringToNull = false;
}
