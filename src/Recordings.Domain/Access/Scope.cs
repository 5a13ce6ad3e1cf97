namespace Recordings.Domain.Access;

/// <summary>The permission of a credential. Each scope includes the ones before it: admin includes write, write includes read.</summary>
public enum Scope
{
    Read = 1,
    Write = 2,
    Admin = 3,
}
