using Microsoft.Net.Http.Headers;

namespace TalentRegistry.Server.Assets;

/// <summary>Serves <see cref="SiteAssets"/> at <c>/assets/…</c>, to anyone: they hold no data.</summary>
public static class AssetEndpoint
{
    /// <summary>Adds the assets, so that pages can ask for their addresses.</summary>
    public static IServiceCollection AddSiteAssets(this IServiceCollection services) => services.AddSingleton(_ => new SiteAssets());

    /// <summary>Maps <c>GET /assets/{name}</c>; needs <see cref="AddSiteAssets"/>.</summary>
    public static IEndpointConventionBuilder MapSiteAssets(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/assets/{name}", Serve).AllowAnonymous();

    private static IResult Serve(string name, HttpRequest request, HttpResponse response, SiteAssets assets)
    {
        if (assets.Find(name) is not { } asset)
            return Results.NotFound();

        // Without the right version in the address (a font named by the style sheet) it is asked for again each day.
        response.Headers.CacheControl = request.Query["v"] == asset.Version ? "public, max-age=31536000, immutable" : "public, max-age=86400";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.XContentTypeOptions = "nosniff";
        var compressed = asset.Brotli is not null && request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (compressed)
            response.Headers.ContentEncoding = "br";
        return Results.Bytes(
            compressed ? asset.Brotli! : asset.Content,
            asset.ContentType,
            entityTag: new EntityTagHeaderValue($"\"{asset.Version}{(compressed ? "-br" : "")}\""));
    }
}
