using FluentValidation;

namespace Recordings.Application.Recordings.GetDownloadUrl;

internal sealed class GetDownloadUrlValidator : AbstractValidator<GetDownloadUrl>
{
    public GetDownloadUrlValidator()
    {
        RuleFor(message => message.ChatId).IsChatId();
        RuleFor(message => message.ExpiresIn)
            .Must(text => text is null || LinkLifetime.IsPositiveInteger(text))
            .WithMessage("Must be a whole number of seconds, at least 1.");
        RuleFor(message => message.Download).IsFlag();
    }
}
