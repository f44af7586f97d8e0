using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace TalentRegistry.Server.Tests.Doors;

/// <summary>
/// Who may open which route, written down once more and by hand: a route that is added and not named here fails the test of the doors. "all"
/// is whoever comes, "own" whoever has signed in, "in" the same but people who see their own record; else the roles, in one word each.
/// </summary>
internal static partial class Routes
{
    public static readonly IReadOnlyDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["GET /health/live"] = "all", ["POST /health/live"] = "all", ["GET /health/ready"] = "all", ["POST /health/ready"] = "all", ["GET /health/chains"] = "all", ["POST /health/chains"] = "all", ["GET /sign-in"] = "all", ["GET /assets/{name}"] = "all",
        ["GET /faults/{code:int}"] = "all", ["POST /faults/{code:int}"] = "all", ["GET /forbidden"] = "all",
        ["POST /auth/token"] = "all", ["POST /auth/sign-in"] = "all", ["POST /auth/sign-out"] = "all",
        ["GET /auth/external"] = "all", ["GET /auth/external/callback"] = "all",
        ["GET /graphql"] = "in", ["POST /graphql"] = "in", ["GET /export"] = "in", ["POST /export"] = "in",
        ["GET /"] = "in", ["GET /targets"] = "in", ["GET /home"] = "hr", ["GET /targets/{code}"] = "in", ["GET /targets/{code}/chart.svg"] = "in", ["GET /targets/{code}/chart.png"] = "in", ["GET /supply"] = "in", ["GET /forecasts"] = "hr planner leader admin",
        ["GET /people/new"] = "hr", ["POST /people/new"] = "hr", ["GET /people/{id:guid}/records/{part}"] = "hr", ["POST /people/{id:guid}/records/{part}"] = "hr",
        ["GET /people/{id:guid}/records/{part}/{record:guid}"] = "hr", ["POST /people/{id:guid}/records/{part}/{record:guid}"] = "hr", ["POST /people/{id:guid}/records/{part}/{record:guid}/remove"] = "hr",
        ["GET /people/{id:guid}/death"] = "hr", ["POST /people/{id:guid}/death"] = "hr",
        ["GET /forecasts/reliability.svg"] = "hr planner leader admin", ["GET /forecasts/reliability.png"] = "hr planner leader admin",
        ["GET /people/{id:guid}/career.svg"] = "hr planner leader", ["GET /people/{id:guid}/career.png"] = "hr planner leader",
        ["GET /overview"] = "planner leader", ["GET /overview/{picture}.svg"] = "planner leader", ["GET /overview/{picture}.png"] = "planner leader",
        ["GET /targets/{code}/course"] = "hr planner leader admin", ["POST /targets/{code}/steps"] = "planner", ["POST /targets/{code}/steps/take-back"] = "planner",
        ["GET /targets/{code}/levers"] = "planner leader", ["GET /targets/{code}/breakdown"] = "hr planner leader",
        ["POST /targets/{code}/reports"] = "planner",
        ["GET /plans/{code}/report.docx"] = "planner admin", ["GET /staff-tables.xlsx"] = "hr",
        ["GET /agencies"] = "in", ["GET /agencies/tree"] = "in", ["GET /units/tree"] = "in", ["GET /agencies/{id:guid}"] = "in",
        ["GET /units"] = "in", ["GET /units/{id}"] = "in", ["GET /units/{id}/reorganise/{kind}"] = "admin", ["POST /units/{id}/reorganise/{kind}"] = "admin",
        ["GET /home/lists"] = "hr", ["GET /agencies/load"] = "admin", ["GET /agencies/load/template"] = "admin", ["POST /agencies/load"] = "admin", ["POST /agencies/load/commit"] = "admin",
        ["GET /agencies/{id:guid}/reorganise/{kind}"] = "hr", ["POST /agencies/{id:guid}/reorganise/{kind}"] = "hr", ["GET /agencies/reorganisations/{id:guid}"] = "in",
        ["GET /agencies/reorganisations/{id:guid}/undo"] = "hr admin", ["POST /agencies/reorganisations/{id:guid}/undo"] = "hr admin",
        ["GET /scenarios"] = "planner leader", ["GET /scenarios/{id:guid}"] = "planner leader", ["GET /scenarios/compare"] = "planner leader", ["GET /scenarios/progress"] = "planner leader",
        ["GET /shortages/remedies"] = "hr planner leader admin", ["GET /shortages/allocation"] = "hr planner leader admin", ["GET /scenarios/new"] = "planner", ["POST /scenarios"] = "planner", ["POST /scenarios/{id:guid}"] = "planner", ["POST /scenarios/{id:guid}/share"] = "planner",
        ["POST /scenarios/{id:guid}/delete"] = "planner", ["POST /scenarios/{id:guid}/restore"] = "planner",
        ["GET /scenarios/{id:guid}/versions"] = "planner", ["POST /scenarios/{id:guid}/versions/{number:int}"] = "planner",
        ["GET /indicator"] = "hr planner leader", ["GET /pivot"] = "hr planner leader", ["GET /pivot/people"] = "hr planner leader", ["GET /people"] = "hr planner leader", ["GET /people/{id}"] = "hr planner leader",
        ["GET /people/{id:guid}/restore/{change:long}"] = "hr", ["POST /people/{id:guid}/restore/{change:long}"] = "hr",
        ["GET /people/{id:guid}/remove"] = "hr", ["POST /people/{id:guid}/remove"] = "hr", ["GET /people/removed"] = "hr", ["POST /people/removed/{id:guid}"] = "hr",
        ["POST /people/{id:guid}/field"] = "hr", ["GET /people/{id:guid}/2c"] = "hr", ["GET /people/bulk"] = "hr", ["POST /people/bulk"] = "hr", ["GET /people/bulk/{id:guid}"] = "hr", ["POST /people/bulk/{id:guid}/undo"] = "hr", ["POST /people/views"] = "hr", ["POST /people/views/{id:guid}/remove"] = "hr", ["POST /people/views/{id:guid}/restore"] = "hr", ["POST /people/{id:guid}/citizen-id"] = "hr", ["GET /people/{id:guid}/data.zip"] = "hr",
        ["GET /requests"] = "hr", ["GET /requests/new"] = "hr", ["POST /requests"] = "hr", ["GET /requests/{id:guid}"] = "hr", ["POST /requests/{id:guid}/reply"] = "hr",
        ["POST /requests/{id:guid}/extend"] = "hr", ["POST /requests/{id:guid}/decide"] = "hr", ["POST /requests/{id:guid}/lift"] = "hr",
        ["GET /duties"] = "hr planner leader admin", ["GET /duties/{code}"] = "hr planner leader admin", ["GET /duties/{code}/evidence/{id:guid}"] = "hr planner leader admin",
        ["POST /duties/{code}/notes"] = "hr", ["POST /duties/{code}/notes/withdraw"] = "hr", ["POST /duties/{code}/evidence"] = "hr", ["POST /duties/{code}/owner"] = "planner admin",
        ["POST /duties/{code}/answers"] = "hr", ["POST /duties/{code}/reporters"] = "planner admin",
        ["GET /sync"] = "hr planner leader admin", ["GET /sync/sign"] = "hr", ["POST /sync/packages"] = "hr", ["GET /sync/packages/{id:guid}"] = "hr",
        ["GET /sync/packages/{id:guid}/file.csv"] = "hr", ["POST /sync/packages/{id:guid}/sent"] = "hr", ["POST /sync/setting"] = "admin",
        ["GET /me"] = "person", ["GET /me/data.zip"] = "person", ["GET /me/requests/new"] = "person", ["POST /me/requests"] = "person", ["GET /me/requests/{id:guid}"] = "person",
        ["POST /me/requests/{id:guid}/take-back"] = "person",
        ["GET /personal-data"] = "admin auditor", ["GET /personal-data/assessment"] = "admin auditor", ["GET /personal-data/holidays"] = "admin auditor",
        ["POST /personal-data/holidays"] = "admin", ["GET /personal-data/retention"] = "admin auditor", ["POST /personal-data/retention"] = "admin",
        ["GET /personal-data/breaches"] = "admin auditor", ["GET /personal-data/breaches/{id:guid}"] = "admin auditor", ["GET /personal-data/breaches/{id:guid}/notice.txt"] = "admin auditor",
        ["GET /personal-data/breaches/new"] = "admin", ["POST /personal-data/breaches"] = "admin", ["GET /personal-data/breaches/{id:guid}/edit"] = "admin",
        ["POST /personal-data/breaches/{id:guid}/edit"] = "admin",
        ["GET /audit"] = "auditor", ["GET /duplicates"] = "hr", ["POST /duplicates/find"] = "hr", ["GET /duplicates/work/{id:guid}"] = "hr", ["POST /duplicates/work/{id:guid}/cancel"] = "hr",
        ["GET /duplicates/{id:guid}"] = "hr", ["POST /duplicates/{id:guid}/merge"] = "hr", ["POST /duplicates/{id:guid}/reject"] = "hr",
        ["POST /duplicates/{id:guid}/reopen"] = "hr", ["POST /duplicates/{id:guid}/undo"] = "hr",
        ["GET /import"] = "hr", ["GET /import/template.xlsx"] = "hr", ["POST /import"] = "hr", ["GET /import/{upload:guid}"] = "hr", ["GET /import/{upload:guid}/rejected.{format}"] = "hr",
        ["GET /import/{upload:guid}/preview.{format}"] = "hr", ["POST /import/{upload:guid}/reading"] = "hr", ["POST /import/{upload:guid}/commit"] = "hr",
        ["POST /auth/code"] = "all", ["GET /sign-in/code"] = "all", ["GET /sign-in/password/{token}"] = "all", ["POST /sign-in/password/{token}"] = "all",
        ["GET /account"] = "own", ["POST /account/password"] = "own", ["POST /account/sessions/{id:guid}/end"] = "own", ["POST /account/sessions/end-others"] = "own",
        ["POST /account/tokens"] = "own", ["POST /account/tokens/{id:guid}/end"] = "own", ["GET /account/second-factor"] = "own",
        ["POST /account/second-factor/confirm"] = "own", ["POST /account/second-factor/codes"] = "own", ["POST /account/second-factor/remove"] = "own",
        ["GET /accounts"] = "admin", ["GET /accounts/invite"] = "admin", ["POST /accounts/invite"] = "admin", ["GET /accounts/{id:guid}"] = "admin",
        ["POST /accounts/{id:guid}/scopes/add"] = "admin", ["POST /accounts/{id:guid}/scopes/remove"] = "admin", ["POST /accounts/{id:guid}/sessions/end"] = "admin",
        ["POST /accounts/{id:guid}/unlock"] = "admin", ["POST /accounts/{id:guid}/link"] = "admin", ["POST /accounts/{id:guid}/subject"] = "admin",
        ["POST /accounts/{id:guid}/second-factor/reset"] = "admin", ["POST /accounts/{id:guid}/close"] = "admin",
        ["GET /statistics"] = "in", ["GET /statistics/template.csv"] = "in", ["GET /statistics/{series}/{unit}/{year:int}"] = "in", ["POST /statistics"] = "planner",
        ["POST /statistics/list"] = "planner", ["POST /statistics/list/commit"] = "planner",
        ["POST /import/past/{import:guid}/undo"] = "hr", ["GET /import/work/{id:guid}"] = "hr", ["POST /import/work/{id:guid}/cancel"] = "hr",
    };

    /// <summary>Commands of the command line: all are the operator's, who may enter the machine.</summary>
    public static readonly IReadOnlySet<string> Commands = new HashSet<string>
    {
        "serve", "account create", "account invite", "account unlock", "account reset", "account close", "account grant-names", "account withdraw-names", "plan check", "import check", "import template", "import list", "import undo", "import preview", "import commit",
        "schema export", "chart", "report", "staff-tables", "forecast series", "forecast evaluate", "forecast rerun", "backup", "backup verify", "restore", "archive export", "archive import", "history verify", "duplicates find", "units apply", "agencies load", "areas load", "citizen-ids rotate-key", "retention erase", "citizen-ids keys",
    };

    public static IEnumerable<(string Pattern, HttpMethod Method)> Of(EndpointDataSource source) =>
        from endpoint in source.Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET", "POST"]
        let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        select ($"{method} {path}", new HttpMethod(method));

    public static bool MayOpen(string who, string? account) => who switch
    {
        "all" => true,
        "in" => account is not (null or "person"),
        "own" => account is not null,
        _ => account is not null && who.Split(' ').Contains(account == "named" ? "leader" : account),
    };

    /// <summary>Addresses to try: for each person of another, and with what is sought, in every form.</summary>
    public static IEnumerable<Uri> Addresses(string pattern, GuardedRegistry guarded)
    {
        var path = pattern[(pattern.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        var ids = path.Contains("{id", StringComparison.Ordinal) ? guarded.Somebody.Values.Select(id => id.ToString()) : [""];
        foreach (var id in ids)
        {
            var address = Parameter().Replace(path, part => part.Groups["name"].Value switch
            {
                "id" => id,
                "change" => "1",
                "kind" => "rename",
                "code" => path.StartsWith("/faults", StringComparison.Ordinal) ? "404" : "DB-06",
                "format" => "csv",
                "name" => GuardedRegistry.Mark + "n",
                _ => Guid.Empty.ToString(),
            });
            yield return new Uri(address, UriKind.Relative);
            // A chart takes a second to draw, and takes nothing from its address.
            if (!pattern.StartsWith("GET", StringComparison.Ordinal) || Path.GetExtension(path) is ".svg" or ".png")
                continue;

            foreach (var query in new[] { "?lang=en&format=csv", "?format=xlsx", $"?text={GuardedRegistry.Mark}n&q={GuardedRegistry.Mark}n", "?unit=P11&asOf=2024-12-31&offset=0", $"?agency={guarded.Somebody['o']}" })
                yield return new Uri(address + query, UriKind.Relative);
        }
    }

    [GeneratedRegex("\\{(?<name>[a-zA-Z]+)[^}]*\\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
