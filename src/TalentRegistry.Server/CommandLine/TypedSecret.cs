using Spectre.Console;

namespace TalentRegistry.Server.CommandLine;

/// <summary>A password or passphrase: asked for without showing it, or the first line of the input where that is not a keyboard.</summary>
internal static class TypedSecret
{
    public static string Read(string question)
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine() ?? "";

        return AnsiConsole.Prompt(new TextPrompt<string>(question).Secret());
    }

    /// <summary>One that is to be typed the same twice: nobody could find out later what was meant.</summary>
    public static string ReadTwice(string question)
    {
        while (true)
        {
            var secret = Read(question);
            if (Console.IsInputRedirected || Read("Once more:") == secret)
                return secret;

            AnsiConsole.WriteLine("The two are not the same.");
        }
    }
}
