namespace Recordings.Domain.Audio;

/// <summary>One parameter of a media type: name in lower case, value without quotes and escapes.</summary>
internal readonly record struct MediaTypeParameter(string Name, string Value);
