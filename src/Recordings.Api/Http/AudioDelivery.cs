namespace Recordings.Api.Http;

internal enum DeliveryEnd
{
    /// <summary>The answer was written in full, one without a body included.</summary>
    Complete,

    /// <summary>The client went away; nobody's fault.</summary>
    ClientLeft,

    /// <summary>The audio failed or ended early after the first byte, so the connection was broken.</summary>
    Broken,
}

/// <summary>What became of a request for audio: what the audit and the log need to know.</summary>
/// <param name="Selection">Which bytes were due, or why none.</param>
/// <param name="BytesSent">Handed to the server, at most <see cref="Selection.Count"/>; 0 for HEAD.</param>
/// <param name="End">How it ended.</param>
/// <param name="Failure">Why it broke; null otherwise.</param>
internal sealed record AudioDelivery(Selection Selection, long BytesSent, DeliveryEnd End, Exception? Failure = null);
