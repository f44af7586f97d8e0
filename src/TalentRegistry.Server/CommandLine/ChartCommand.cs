using System.CommandLine;
using System.Text;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Charts;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>chart TARGET --out FILE</c>: the chart of a target as the page draws it, for a paper report.</summary>
internal static class ChartCommand
{
    public static Command Make()
    {
        var target = new Argument<string>("target") { Description = "Code of a target, as DB-06." };
        var file = new Option<FileInfo>("--out") { Description = "File to write: .svg or .png.", Required = true, HelpName = "FILE" };
        var language = new Option<string>("--language") { Description = "Language of the chart: vi or en.", DefaultValueFactory = _ => "vi" };
        language.AcceptOnlyFromAmong("vi", "en");
        var command = new Command("chart", "Draw the chart of a target to a file.") { target, file, language };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var registry = await OpenRegistry.ForCommandAsync(parsed.GetValue(CommonOptions.Data)!, cancellationToken);
            var words = parsed.GetValue(language) == "en" ? Language.English : Language.Vietnamese;
            await DrawAsync(registry.Database, parsed.GetValue(target)!, parsed.GetValue(file)!, words, cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task DrawAsync(RegistryDatabase database, string code, FileInfo file, Language language, CancellationToken cancellationToken)
    {
        var png = file.Extension.Equals(".png", StringComparison.OrdinalIgnoreCase);
        if (!png && !file.Extension.Equals(".svg", StringComparison.OrdinalIgnoreCase))
            throw new OperatorException($"{file.Name} is neither .svg nor .png: the chart is drawn as one of these.");

        // Whoever may run the program on the data directory may see the aggregates, as an administrator does.
        var page = await new PageData(database).TargetAsync(code, null, new Caller(Guid.Empty, Role.Admin, "command chart", "chart"), cancellationToken)
            ?? throw new OperatorException($"There is no target {code}: the codes are on the first page, as DB-06.");
        var chart = TargetChart.Of(page, language, await new RegistryNature(database).IsSyntheticAsync(cancellationToken))?.ToOption()
            ?? throw new OperatorException($"There is nothing to draw for {code} yet: {page.Target.Needs(language) ?? "it has not been computed"}.");
        await using var renderer = new ChartRenderer();
        var content = png
            ? await renderer.RenderPngAsync(chart, TargetChart.Width, TargetChart.Height, cancellationToken)
            : Encoding.UTF8.GetBytes(await renderer.RenderSvgAsync(chart, TargetChart.Width, TargetChart.Height, cancellationToken));
        await WrittenFile.WriteAsync(file, content, cancellationToken);
    }
}
