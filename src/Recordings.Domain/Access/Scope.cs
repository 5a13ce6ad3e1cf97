namespace Recordings.Domain.Access;

/// <summary>What a credential allows. Each scope implies those before it: admin implies write implies read.</summary>
public enum Scope
{
    Read = 1,
    Write = 2,
    Admin = 3,
}
