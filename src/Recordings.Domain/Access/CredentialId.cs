namespace Recordings.Domain.Access;

/// <summary>Names a credential and does not reveal it: the public id of an API key, or the subject of a token.</summary>
public sealed record CredentialId(CredentialKind Kind, string Value)
{
    public override string ToString() => Kind is CredentialKind.ApiKey ? $"key:{Value}" : $"sub:{Value}";
}

public enum CredentialKind
{
    ApiKey,
    Subject,
}
