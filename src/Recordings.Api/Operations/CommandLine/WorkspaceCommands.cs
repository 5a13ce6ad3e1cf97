using System.CommandLine;
using Recordings.Application.Administration;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Operations.CommandLine;

internal static class WorkspaceCommands
{
    public static Command Create() => new("workspaces", "Workspaces (tenants).") { CreateOne(), SetOne() };

    private static Command CreateOne()
    {
        var name = new Option<string>("--name") { Required = true, Description = "The name for people." };
        var uuid = TypedOptions.Uuid();
        var recording = RecordingOption(required: false);
        var command = new Command("create", "Creates a workspace.") { name, uuid, recording };
        command.SetAction((parsed, cancellationToken) => Administration.RunAsync(
            new CreateWorkspace(parsed.GetRequiredValue(name), parsed.GetValue(uuid), parsed.GetValue(recording) != "off"),
            Describe,
            cancellationToken));
        return command;
    }

    private static Command SetOne()
    {
        var workspace = TypedOptions.WorkspaceArgument();
        var recording = RecordingOption(required: true);
        var command = new Command("set", "Turns recording on or off.") { workspace, recording };
        command.SetAction((parsed, cancellationToken) => Administration.RunAsync(
            new SetRecording(parsed.GetRequiredValue(workspace), parsed.GetRequiredValue(recording) == "on"), Describe, cancellationToken));
        return command;
    }

    private static Option<string> RecordingOption(bool required)
    {
        var option = new Option<string>("--recording") { Required = required, Description = "on or off." };
        option.AcceptOnlyFromAmong("on", "off");
        return option;
    }

    private static object Describe(Workspace workspace) => new
    {
        WorkspaceUuid = workspace.Id.ToString(),
        workspace.Name,
        Recording = workspace.Recording ? "on" : "off",
    };
}
