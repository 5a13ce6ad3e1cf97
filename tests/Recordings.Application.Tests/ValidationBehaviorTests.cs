using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Recordings.Application.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ValidationBehaviorTests
{
    private bool _isHandled;

    [Test]
    public async Task Handle_ValidMessage_IsTheHandlersAnswer() =>
        Assert.That((await HandleAsync(new Message("Ada", "London"), new NameRules(), new CityRules())).Value, Is.EqualTo("answer"));

    [Test]
    public async Task Handle_NoValidators_IsTheHandlersAnswer() =>
        Assert.That((await HandleAsync(new Message("", ""))).Value, Is.EqualTo("answer"));

    [Test]
    public async Task Handle_InvalidMessage_IsValidationFailed() =>
        Assert.That(
            (await HandleAsync(new Message("", "London"), new NameRules())).Failure?.Code, Is.EqualTo(FailureCode.ValidationFailed));

    [Test]
    public async Task Handle_InvalidMessage_IsNotHandled()
    {
        await HandleAsync(new Message("", "London"), new NameRules());

        Assert.That(_isHandled, Is.False);
    }

    [Test]
    public async Task Handle_SeveralErrors_GivesAllOfThemByField()
    {
        var result = await HandleAsync(new Message("", ""), new NameRules(), new CityRules());

        Assert.That(
            result.Failure?.Errors,
            Is.EqualTo(new Dictionary<string, string[]>
            {
                ["first_name"] = ["Too short.", "Needs an A."],
                ["home_city"] = ["Too short."],
            }));
    }

    [Test]
    public async Task Handle_SameMessageTwice_GivesItOnce()
    {
        var result = await HandleAsync(new Message("Ada", ""), new CityRules(), new CityRules());

        Assert.That(result.Failure?.Errors, Is.EqualTo(new Dictionary<string, string[]> { ["home_city"] = ["Too short."] }));
    }

    [Test]
    public async Task Handle_FieldNames_BecomeSnakeCaseByRegistration()
    {
        ValidatorOptions.Global.PropertyNameResolver = (_, member, _) => member?.Name;
        var before = await HandleAsync(new Message("Ada", ""), new CityRules());

        new ServiceCollection().AddApplication();
        var after = await HandleAsync(new Message("Ada", ""), new CityRules());

        Assert.That(
            (before.Failure?.Errors?.Keys.Single(), after.Failure?.Errors?.Keys.Single()), Is.EqualTo(("HomeCity", "home_city")));
    }

    private Task<Result<string>> HandleAsync(Message message, params IValidator<Message>[] validators) =>
        new ValidationBehavior<Message, Result<string>>(validators).Handle(message, default, () =>
        {
            _isHandled = true;
            return Task.FromResult<Result<string>>("answer");
        });

    private sealed record Message(string FirstName, string HomeCity) : IRequest<Result<string>>;

    private sealed class NameRules : AbstractValidator<Message>
    {
        public NameRules()
        {
            RuleFor(message => message.FirstName).Must(text => text.Length > 0).WithMessage("Too short.");
            RuleFor(message => message.FirstName).Must(text => text.Contains('A')).WithMessage("Needs an A.");
        }
    }

    private sealed class CityRules : AbstractValidator<Message>
    {
        public CityRules() => RuleFor(message => message.HomeCity).Must(text => text.Length > 0).WithMessage("Too short.");
    }
}
