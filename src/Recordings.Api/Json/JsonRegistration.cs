namespace Recordings.Api.Json;

internal static class JsonRegistration
{
    public static IMvcBuilder AddContractJson(this IMvcBuilder mvc)
    {
        mvc.Services.AddSingleton<JsonBodyRoom>();
        return mvc
            .AddJsonOptions(json => ContractJson.Configure(json.JsonSerializerOptions))
            .AddMvcOptions(options =>
            {
                options.InputFormatters.Clear();
                options.InputFormatters.Add(new JsonBodyFormatter(ContractJson.Options));
                options.AllowEmptyInputInBodyModelBinding = false;
                options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                options.ModelMetadataDetailsProviders.Add(new KeepEmptyStrings());
                options.Filters.Add(new InvalidRequestFilter());
            });
    }
}
