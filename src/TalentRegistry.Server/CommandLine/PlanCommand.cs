using System.CommandLine;
using System.Globalization;
using TalentRegistry.Data.Plans;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>plan check</c>: says everything that is wrong with a plan file before it is loaded.</summary>
internal static class PlanCommand
{
    public static Command Make()
    {
        var files = new Argument<string[]>("file") { Description = "Plan files in the format of docs/plan-format.md.", Arity = ArgumentArity.OneOrMore };
        var language = new Option<string>("--language") { Description = "Language of the messages: vi or en.", DefaultValueFactory = _ => "vi" };
        language.AcceptOnlyFromAmong("vi", "en");
        var check = new Command("check", "Check plan files; the exit code is 1 when something is wrong.") { files, language };
        check.SetAction(parsed => Check(parsed.GetValue(files)!, parsed.GetValue(language)!));
        return new Command("plan", "Plans.") { check };
    }

    private static int Check(string[] files, string language)
    {
        var reader = new PlanReader(PlanVocabulary.Read(RegistryFiles.Reference));
        var bad = false;
        foreach (var file in files)
        {
            var reading = reader.Read(file);
            foreach (var problem in reading.Problems)
                Console.Error.WriteLine(problem.Describe(language));
            bad |= reading.Problems.Count > 0;
            if (reading.Document is { } good)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{good.FileName}: {good.Plan.Code}, {good.Plan.Targets.Count} targets, {good.Plan.Duties.Count} duties"));
        }

        return bad ? 1 : 0;
    }
}
