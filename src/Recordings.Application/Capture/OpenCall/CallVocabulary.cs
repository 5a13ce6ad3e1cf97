using Recordings.Domain.Chats;

namespace Recordings.Application.Capture.OpenCall;

/// <summary>Channels and kinds as the platform writes them.</summary>
internal static class CallVocabulary
{
    public static bool TryChannel(string? text, out Channel channel)
    {
        Channel? found = text switch
        {
            "phone_voice" => Channel.PhoneVoice,
            "web_voice" => Channel.WebVoice,
            "sms" => Channel.Sms,
            "web_chat" => Channel.WebChat,
            "email" => Channel.Email,
            _ => null,
        };
        channel = found.GetValueOrDefault();
        return found is not null;
    }

    /// <summary>Null means standard.</summary>
    public static bool TryKind(string? text, out ChatKind kind)
    {
        ChatKind? found = text switch
        {
            null or "standard" => ChatKind.Standard,
            "manager_owned" => ChatKind.ManagerOwned,
            "direct_message" => ChatKind.DirectMessage,
            _ => null,
        };
        kind = found.GetValueOrDefault();
        return found is not null;
    }
}
