using Microsoft.AspNetCore.Antiforgery;

namespace TalentRegistry.Server.Startup;

/// <summary>
/// Refuses whatever is posted without the token of a page of this server, unless the door says that it needs none. The framework asks for it only where a handler
/// takes a value of the form: a form of nothing but a button would go through.
/// </summary>
internal static class FormTokens
{
    public static async Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || http.GetEndpoint() is not { } door || door.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: false })
        {
            await next(http);
            return;
        }

        var valid = http.Features.Get<IAntiforgeryValidationFeature>() is { } validated
            ? validated.IsValid
            : await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
        if (valid)
            await next(http);
        else
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
    }
}
