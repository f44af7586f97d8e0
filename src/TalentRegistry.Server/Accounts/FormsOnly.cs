using Microsoft.AspNetCore.Antiforgery;

namespace TalentRegistry.Server.Accounts;

/// <summary>
/// Takes POST from our own pages' forms alone, those without a field included: the framework looks at a form's token by itself only where the
/// handler reads the form.
/// </summary>
internal static class FormsOnly
{
    public static RouteGroupBuilder TakeFormsOnly(this RouteGroupBuilder pages) => pages.WithMetadata(new RequireAntiforgeryTokenAttribute()).AddEndpointFilter(async (call, next) =>
        call.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } ? Results.BadRequest() : await next(call));
}
