namespace Recordings.Api.Transfers;

/// <summary>Why the service ends a transfer before its last byte.</summary>
internal enum TransferStop
{
    /// <summary>The right to read is gone: key, chat, setting or participation.</summary>
    RightLost,

    /// <summary>The reader took nothing for <see cref="TransferWatch.StallLimit"/>. It may resume with a Range.</summary>
    ReaderStalled,
}
