namespace TalentRegistry.Server.Charts;

/// <summary>Sends a picture as a file.</summary>
internal static class PictureFile
{
    /// <summary>The picture as svg or png; 404 where there is none.</summary>
    public static async Task<IResult> AsAsync(this Picture? picture, string format, HttpContext http, CancellationToken cancellationToken)
    {
        if (picture is null)
            return Results.NotFound();

        var renderer = http.RequestServices.GetRequiredService<ChartRenderer>();
        if (format == "png")
            return Results.File(await renderer.RenderPngAsync(picture.Option, picture.Width, picture.Height, cancellationToken), "image/png");

        // A drawing looked at by itself has its styles in it, and nothing else.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'none'";
        return Results.Text(await renderer.RenderSvgAsync(picture.Option, picture.Width, picture.Height, cancellationToken), "image/svg+xml");
    }
}
