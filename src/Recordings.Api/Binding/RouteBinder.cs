using Microsoft.AspNetCore.Mvc.ModelBinding;
using Recordings.Api.Access;

namespace Recordings.Api.Binding;

/// <summary>Binds a route value that <see cref="RequestAccess"/> has already parsed for authentication and audit.</summary>
/// <param name="find">Null for text that breaks the rule.</param>
internal sealed class RouteBinder<T>(Func<RequestAccess, T?> find, string rule) : IModelBinder
    where T : struct
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        if (find(RequestAccess.From(bindingContext.HttpContext)) is { } value)
            bindingContext.Result = ModelBindingResult.Success(value);
        else
            bindingContext.ModelState.TryAddModelError(bindingContext.FieldName, rule);

        return Task.CompletedTask;
    }
}
