namespace Recordings.Domain.Chats;

/// <summary>How people talk in a chat. Only the first two values carry voice.</summary>
public enum Channel
{
    PhoneVoice,
    WebVoice,
    Sms,
    WebChat,
    Email,
}
