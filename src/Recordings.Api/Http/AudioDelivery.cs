using Recordings.Application.Access;

namespace Recordings.Api.Http;

/// <summary>The result of one request for audio.</summary>
/// <param name="Selection">The selected bytes, or the reason for none.</param>
/// <param name="BytesSent">Bytes given to the server, at most <see cref="Selection.Count"/>; 0 for HEAD.</param>
/// <param name="End">Complete, client left (disconnected) or broken.</param>
internal sealed record AudioDelivery(Selection Selection, long BytesSent, AccessEnd End)
{
    public SentBytes? Sent => BytesSent > 0 ? new SentBytes(Selection.Offset, Selection.Offset + BytesSent - 1) : null;
}
