namespace Recordings.Domain.Chats;

/// <summary>How people talk in a chat. Only the first two carry voice.</summary>
public enum Channel
{
    PhoneVoice,
    WebVoice,
    Sms,
    WebChat,
    Email,
}
