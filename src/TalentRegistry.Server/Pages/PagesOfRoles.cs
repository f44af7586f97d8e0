using TalentRegistry.Domain.Access;

namespace TalentRegistry.Server.Pages;

/// <summary>Pages that some roles alone may open.</summary>
internal static class PagesOfRoles
{
    /// <summary>Addresses under a prefix, for these roles; who else asks is answered 403, which the auditor is told.</summary>
    public static RouteGroupBuilder MapGroupFor(this IEndpointRouteBuilder pages, string prefix, params Role[] roles) => pages.MapGroup(prefix)
        .AddEndpointFilter(async (call, next) =>
            SignedIn.From(call.HttpContext.User) is { Role: var role } && roles.Contains(role) ? await next(call) : Results.StatusCode(StatusCodes.Status403Forbidden));
}
