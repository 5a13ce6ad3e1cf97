using Recordings.Application.Access;

namespace Recordings.Api.Http;

/// <summary>How one request for audio was answered.</summary>
/// <param name="Selection">Which bytes were selected, or why none.</param>
/// <param name="BytesSent">Handed to the server, at most <see cref="Selection.Count"/>; 0 for HEAD.</param>
/// <param name="End">Complete, client left or broken.</param>
internal sealed record AudioDelivery(Selection Selection, long BytesSent, AccessEnd End)
{
    public SentBytes? Sent => BytesSent > 0 ? new SentBytes(Selection.Offset, Selection.Offset + BytesSent - 1) : null;
}
