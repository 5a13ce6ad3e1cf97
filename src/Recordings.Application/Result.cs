using System.Diagnostics.CodeAnalysis;

namespace Recordings.Application;

/// <summary>An answer or a named failure, never both. Invariant: exactly one of the two is set.</summary>
public sealed class Result<T> : IFailable<Result<T>>
    where T : class
{
    private Result(T? value, Failure? failure) => (Value, Failure) = (value, failure);

    public T? Value { get; }

    public Failure? Failure { get; }

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Failure failure) => new(null, failure);

    static Result<T> IFailable<Result<T>>.From(Failure failure) => failure;

    /// <summary>True and the answer, or false and the failure.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Failure? failure)
    {
        (value, failure) = (Value, Failure);
        return value is not null;
    }
}

/// <summary>Lets <see cref="ValidationBehavior{TRequest,TResponse}"/> create a failure without the answer's type.</summary>
public interface IFailable<out TSelf>
{
    static abstract TSelf From(Failure failure);
}
