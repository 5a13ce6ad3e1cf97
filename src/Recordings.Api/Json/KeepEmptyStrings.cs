using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Recordings.Api.Json;

/// <summary>Keeps an empty parameter as an empty text. The framework would treat it as absent and would not reject it.</summary>
internal sealed class KeepEmptyStrings : IDisplayMetadataProvider
{
    public void CreateDisplayMetadata(DisplayMetadataProviderContext context) =>
        context.DisplayMetadata.ConvertEmptyStringToNull = false;
}
