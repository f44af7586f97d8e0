using System.CommandLine;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>serve</c>: the registry's pages and its API, until interrupted.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Addresses to listen on, separated by semicolons.",
        DefaultValueFactory = _ => "http://127.0.0.1:5080",
        HelpName = "URLS",
    };

    private static readonly Option<DemoChoice> Demo = new("--demo")
    {
        Description = "Demonstration people, loaded into an empty registry only: about 150,000, about 5,000, or none.",
        DefaultValueFactory = _ => DemoChoice.Full,
    };

    private static readonly Option<Role[]> SavedDocumentsOnly = new("--saved-documents-only")
    {
        Description = "Roles whose GraphQL requests must name a saved document that a planner or an administrator shares with them.",
        HelpName = "ROLE",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Make()
    {
        var command = new Command("serve", "Serve the pages and the API (what runs when no command is named).");
        AddTo(command);
        return command;
    }

    /// <summary>Gives a command the options and the action of <c>serve</c>.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(Urls);
        command.Options.Add(Demo);
        command.Options.Add(SavedDocumentsOnly);
        command.SetAction((parsed, cancellationToken) => RegistryServer.RunAsync(
            new ServeOptions(parsed.GetValue(Urls)!, parsed.GetValue(CommonOptions.Data)!, parsed.GetValue(Demo))
            {
                SavedDocumentsOnly = (parsed.GetValue(SavedDocumentsOnly) ?? []).ToHashSet(),
            },
            cancellationToken));
    }
}
