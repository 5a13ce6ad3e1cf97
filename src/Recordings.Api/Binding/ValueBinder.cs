using Microsoft.AspNetCore.Mvc.ModelBinding;
using Recordings.Application;

namespace Recordings.Api.Binding;

internal delegate bool TryParse<T>(string? text, out T value);

/// <summary>
/// Binds one route or query text to its value type. The framework's binder treats an empty text as absent; this one treats it
/// as a wrong value. It rejects a parameter that is given twice, because either value may be the intended one.
/// </summary>
/// <param name="parse">False for text that breaks the rule.</param>
/// <param name="rule">The sentence for text that breaks the rule.</param>
internal sealed class ValueBinder<T>(TryParse<T> parse, string rule) : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        // Not ModelName, which is empty for an absent parameter.
        var name = bindingContext.FieldName;
        var given = bindingContext.ValueProvider.GetValue(name);
        if (given.Length > 1)
            bindingContext.ModelState.TryAddModelError(name, RequestRules.OneValue);
        else if (parse(given.FirstValue, out var value))
            bindingContext.Result = ModelBindingResult.Success(value);
        else if (given.Length == 1 || !bindingContext.ModelMetadata.IsReferenceOrNullableType)
            bindingContext.ModelState.TryAddModelError(name, rule);

        return Task.CompletedTask;
    }
}
