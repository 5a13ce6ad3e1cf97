using Microsoft.AspNetCore.Mvc.ModelBinding;
using Recordings.Application;
using Recordings.Application.Links;
using Recordings.Domain.Chats;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Binding;

/// <summary>The binder of each value type of the contract. Text becomes a typed value here and is not parsed again.</summary>
internal sealed class ContractBinders : IModelBinderProvider
{
    private static readonly Dictionary<Type, IModelBinder> Binders = new()
    {
        [typeof(WorkspaceId)] = new RouteBinder<WorkspaceId>(access => access.Workspace, RequestRules.Workspace),
        [typeof(ChatId)] = new RouteBinder<ChatId>(access => access.Chat, RequestRules.Chat),
        [typeof(TrackName)] = new ValueBinder<TrackName?>(TrackName.TryParse, RequestRules.Track),
        [typeof(SequenceNumber)] = new ValueBinder<SequenceNumber>(SequenceNumber.TryParse, RequestRules.Sequence),
        [typeof(MediaTime)] = new ValueBinder<MediaTime>(MediaTime.TryParse, RequestRules.MediaTime),
        [typeof(LinkLifetime?)] = new ValueBinder<LinkLifetime>(LinkLifetime.TryParse, RequestRules.LinkLifetime),
        [typeof(bool?)] = new ValueBinder<bool>(TryParseFlag, RequestRules.Flag),
    };

    /// <summary>The types that the contract defines; without bool.</summary>
    public static IEnumerable<Type> ValueTypes =>
        Binders.Keys.Select(type => Nullable.GetUnderlyingType(type) ?? type).Where(type => type != typeof(bool));

    public IModelBinder? GetBinder(ModelBinderProviderContext context) => Binders.GetValueOrDefault(context.Metadata.ModelType);

    /// <summary>The two words in any case. The framework's parser would also trim spaces and NUL.</summary>
    private static bool TryParseFlag(string? text, out bool value)
    {
        value = "true".Equals(text, StringComparison.OrdinalIgnoreCase);
        return value || "false".Equals(text, StringComparison.OrdinalIgnoreCase);
    }
}
