namespace Recordings.Api.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Check">What was tried.</param>
/// <param name="Trouble">What is wrong; null when nothing is.</param>
/// <param name="Remedy">How to mend it.</param>
internal sealed record Finding(string Check, string? Trouble, string? Remedy)
{
    public bool IsGood => Trouble is null;

    public static Finding Good(string check) => new(check, null, null);

    public override string ToString() => IsGood ? $"ok    {Check}" : $"FAIL  {Check}: {Trouble} {Remedy}";
}
