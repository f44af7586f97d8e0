using Microsoft.AspNetCore.Routing;

namespace TalentRegistry.Server.Tests.Doors;

/// <summary>
/// Who may open which route, written down once more and by hand: a route that is added and not named here fails the test of the doors. "all"
/// is whoever comes, "in" whoever has signed in but people who see their own record; else the roles, in one word each.
/// </summary>
internal static class Routes
{
    public static readonly IReadOnlyDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["GET /health/live"] = "all", ["GET /health/ready"] = "all", ["GET /sign-in"] = "all", ["GET /assets/{name}"] = "all", ["GET /faults/{code:int}"] = "all", ["POST /faults/{code:int}"] = "all",
        ["POST /auth/token"] = "all", ["POST /auth/sign-in"] = "all", ["POST /auth/sign-out"] = "all",
        ["GET /graphql"] = "in", ["POST /graphql"] = "in", ["GET /explorer"] = "in", ["GET /export"] = "in", ["POST /export"] = "in",
    };

    /// <summary>Commands of the command line: all are the operator's, who may enter the machine.</summary>
    public static readonly IReadOnlySet<string> Commands = new HashSet<string>();

    public static IEnumerable<(string Pattern, HttpMethod Method)> Of(EndpointDataSource source) =>
        from endpoint in source.Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET", "POST"]
        let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        select ($"{method} {path}", new HttpMethod(method));

    public static bool MayOpen(string who, string? account) => who switch
    {
        "all" => true,
        "in" => account is not (null or "person"),
        _ => account is not null && who.Split(' ').Contains(account),
    };

    /// <summary>Addresses to try: for each person of another, and with what is sought, in every form.</summary>
    public static IEnumerable<Uri> Addresses(string pattern, GuardedRegistry guarded)
    {
        var path = pattern[(pattern.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        var ids = path.Contains("{id", StringComparison.Ordinal) ? guarded.Somebody.Values.Select(id => id.ToString()) : [""];
        foreach (var id in ids)
        {
            var address = System.Text.RegularExpressions.Regex.Replace(path, "\\{([a-zA-Z]+)[^}]*\\}", part => part.Groups[1].Value switch
            {
                "id" => id,
                "code" => path.StartsWith("/faults", StringComparison.Ordinal) ? "404" : "DB-06",
                "format" => "csv",
                "name" => GuardedRegistry.Mark + "no",
                _ => Guid.Empty.ToString(),
            });
            yield return new Uri(address, UriKind.Relative);
            if (!pattern.StartsWith("GET", StringComparison.Ordinal))
                continue;

            foreach (var query in new[] { "?lang=en&format=csv", "?format=xlsx", $"?text={GuardedRegistry.Mark}no&q={GuardedRegistry.Mark}no", "?unit=P11&asOf=2024-12-31&offset=0", $"?agency={guarded.Somebody['o']}" })
                yield return new Uri(address + query, UriKind.Relative);
        }
    }
}
