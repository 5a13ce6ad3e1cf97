using FluentValidation;
using MediatR;

namespace Recordings.Application;

/// <summary>Validates a message before its handler runs. The failure holds the messages of all fields.</summary>
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
