using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Recordings.Api.OpenApi.Filters;

/// <summary>Names operations after their actions, for readable generated clients: GetAudio, HeadAudio.</summary>
internal static class OperationIds
{
    public static string Create(ApiDescription api)
    {
        var name = api.ActionDescriptor is ControllerActionDescriptor action
            ? action.ActionName
            : $"Get{ToPascalCase(api.RelativePath ?? "")}";
        return HttpMethods.IsHead(api.HttpMethod ?? "") ? $"Head{name["Get".Length..]}" : name;
    }

    private static string ToPascalCase(string path) =>
        string.Concat(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
