namespace Recordings.Api.Http;

/// <summary>One recording to serve.</summary>
/// <param name="Content">Lazy and seekable, positioned anywhere; disposed by whoever serves it, read only for a GET that selects bytes.</param>
/// <param name="Representation">Validators and length of exactly these bytes.</param>
/// <param name="FileName">Printable ASCII without quotes: it names a chat by number, never a person.</param>
/// <param name="IsDownload">Saved by a browser instead of played.</param>
internal sealed record AudioFile(Stream Content, Representation Representation, string FileName, bool IsDownload);
