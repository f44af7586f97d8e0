using TalentRegistry.Domain.Access;

namespace TalentRegistry.Server.Accounts;

/// <summary>Sign-ins that are good for some doors only: personal access tokens, and accounts that must enrol a second factor first.</summary>
internal static class LimitedSignIns
{
    private const string EnrolPage = "/account/second-factor";

    public static Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        if (RegistryClaims.ScopesOf(http.User) is { } scopes && !Admit(http, scopes))
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
        else if (!RegistryClaims.MustEnrol(http.User) || IsOpenToAll(http.Request.Path) || http.Request.Path.StartsWithSegments(EnrolPage, StringComparison.Ordinal))
            return next(http);
        else if (HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            http.Response.Redirect(EnrolPage);
        else
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // Pages are not for programs: no account is managed and no token made with a token. A file is made of a query, by a token for
    // files that need not be one for queries too.
    private static bool Admit(HttpContext http, IReadOnlySet<TokenScope> scopes)
    {
        if (http.Request.Path.StartsWithSegments("/export", StringComparison.Ordinal) && scopes.Contains(TokenScope.Export))
        {
            http.User = RegistryClaims.Narrowed(http.User, TokenScope.Read);
            return true;
        }

        return http.Request.Path == "/graphql" && (scopes.Contains(TokenScope.Read) || scopes.Contains(TokenScope.Write));
    }

    private static bool IsOpenToAll(PathString path) =>
        path.StartsWithSegments("/assets", StringComparison.Ordinal) || path == "/auth/sign-out" || path.StartsWithSegments("/faults", StringComparison.Ordinal)
        || path.StartsWithSegments("/sign-in", StringComparison.Ordinal) || path.StartsWithSegments("/health", StringComparison.Ordinal);
}
