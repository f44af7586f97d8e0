namespace TalentRegistry.Server.Startup;

/// <summary>Headers of every answer: nothing from elsewhere, no framing, no guessing of types, no personal data in caches.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // Charts and the explorer set styles from scripts; the explorer's editor runs its language service in a worker.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
        "worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        return next(context);
    }
}
