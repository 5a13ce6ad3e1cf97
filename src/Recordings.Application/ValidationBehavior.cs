using FluentValidation;
using MediatR;

namespace Recordings.Application;

/// <summary>Checks a message's shape before its handler sees it; every field's messages are told at once.</summary>
internal sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IFailable<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var errors = validators
            .SelectMany(validator => validator.Validate(request).Errors)
            .GroupBy(error => error.PropertyName, error => error.ErrorMessage)
            .ToDictionary(field => field.Key, field => field.Distinct().ToArray());

        return errors.Count == 0
            ? next()
            : Task.FromResult(TResponse.From(Failures.Invalid(errors)));
    }
}
