using Microsoft.AspNetCore.Routing.Matching;
using TalentRegistry.Server.Assets;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Explorer;

/// <summary>Serves <see cref="ExplorerPage"/> at the address of the API itself, to browsers that come to look.</summary>
public static class ExplorerEndpoint
{
    /// <summary>Lets page and API share one address.</summary>
    public static IServiceCollection AddExplorer(this IServiceCollection services) => services.AddSingleton<MatcherPolicy, ReaderOfHtmlPolicy>();

    /// <summary>
    /// Maps <c>GET</c> of <paramref name="endpoint"/> for those who accept HTML and send no query; all else goes to the API that is mapped
    /// there. Needs <see cref="AddExplorer"/> and <see cref="AssetEndpoint.AddSiteAssets"/>; asks for sign-in.
    /// </summary>
    public static IEndpointConventionBuilder MapExplorer(this IEndpointRouteBuilder routes, string endpoint = "/graphql") =>
        routes.MapGet(endpoint, (HttpContext http, SiteAssets assets) => Page(http, assets, endpoint))
            .WithMetadata(new ReaderOfHtml())
            .WithOrder(-1)
            .RequireAuthorization();

    private static IResult Page(HttpContext http, SiteAssets assets, string endpoint)
    {
        var language = http.LanguageOf();
        var title = language.In("Truy vấn sổ đăng ký trí thức", "Registry of intellectuals: query");
        http.Response.Headers.ContentSecurityPolicy = Startup.SecurityHeaders.ExplorerPolicy;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = "Accept, Cookie";
        return Results.Content(
            ExplorerPage.Html(title, endpoint, ExampleQueries.All, assets, english: language == Language.English), "text/html; charset=utf-8");
    }

    private sealed record ReaderOfHtml;

    private sealed class ReaderOfHtmlPolicy : MatcherPolicy, IEndpointSelectorPolicy
    {
        public override int Order => 0;

        public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
            endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<ReaderOfHtml>() is not null);

        public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
        {
            for (var i = 0; i < candidates.Count; i++)
                if (candidates[i].Endpoint.Metadata.GetMetadata<ReaderOfHtml>() is not null && !WantsPage(httpContext.Request))
                    candidates.SetValidity(i, false);
            return Task.CompletedTask;
        }

        private static bool WantsPage(HttpRequest request) =>
            !request.Query.ContainsKey("query") && !request.Query.ContainsKey("extensions")
            && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }
}
