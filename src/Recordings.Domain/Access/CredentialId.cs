namespace Recordings.Domain.Access;

/// <summary>Names a credential without revealing it: an API key's public id, or a token's subject.</summary>
public sealed record CredentialId(CredentialKind Kind, string Value)
{
    public override string ToString() => Kind is CredentialKind.ApiKey ? $"key:{Value}" : $"sub:{Value}";
}

public enum CredentialKind
{
    ApiKey,
    Subject,
}
