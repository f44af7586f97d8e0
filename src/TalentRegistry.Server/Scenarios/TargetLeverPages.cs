using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Scenarios;

/// <summary>What comes of one target under levers: a page of its own, of which the target's page shows the outcome as its sliders are moved.</summary>
internal static class TargetLeverPages
{
    // Whoever waits longer than this is shown how far it has come.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    public static void MapTargetLevers(this IEndpointRouteBuilder pages) => pages.MapGroupFor("/targets/{code}/levers", Role.Planner, Role.Leader).MapGet("", AskAsync);

    private static async Task<IResult> AskAsync(
        string code, int? recruits, int? retention, int? later, int? training, bool? sketch, string? table, string? format, PageContext page, PageData data,
        [FromServices] TargetWhatIfs? whatIfs, CancellationToken cancellationToken)
    {
        // Whose forecast the reader does not see, nothing is simulated of.
        if (whatIfs is null || await data.TargetHeadAsync(code, page.Caller, cancellationToken) is not { } head || !CanAsk(head))
            return Results.NotFound();

        var (due, levers) = (head.Target.DueYear, TargetLevers.Within(recruits, retention, later, training));
        if (await (sketch is true && format is null ? whatIfs.BeginSketchAsync(code, due, levers, cancellationToken) : whatIfs.BeginAsync(code, due, levers, cancellationToken)) is not { } work)
            return Results.NotFound();

        if (format is null)
            await Task.WhenAny(work.Answer.Task, Task.Delay(Patience, cancellationToken));
        if (format is null && !work.Answer.Task.IsCompleted)
            return View(page, head, levers, null, work.Ground.Share);
        if (await work.Answer.Task.WaitAsync(cancellationToken) is not { } answer)
            return Results.NotFound();

        return (format, table) switch
        {
            (null, _) => View(page, head, levers, answer, 1),
            (_, "years") => TargetLeverSheets.Years(page, head, answer).As(format),
            (_, "account") => TargetLeverSheets.Account(page, head, answer).As(format),
            _ => Results.NotFound(),
        };
    }

    /// <summary>Whether the forecast of a target is the supply model's, so that levers move it.</summary>
    public static bool CanAsk(TargetHead head) => head.Target is { Computable: true, Standing.ForecastYear: not null };

    private static RazorComponentResult<TargetLeversView> View(PageContext page, TargetHead head, TargetLevers levers, TargetWhatIf? answer, double share) =>
        new(new { Page = page, Head = head, Levers = levers, Answer = answer, Share = share });
}
