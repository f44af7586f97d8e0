using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace TalentRegistry.Server.Accounts;

/// <summary>Sign-in by cookie for pages and by bearer token for programs, one request by one of them.</summary>
internal static class SignInServices
{
    private const string Either = "either";

    /// <summary>How long a token is good.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromHours(1);

    /// <summary>How long a cookie is good without being used.</summary>
    public static readonly TimeSpan CookieLife = TimeSpan.FromHours(8);

    public static IServiceCollection AddRegistrySignIn(this IServiceCollection services)
    {
        services.AddSingleton<Data.Access.Accounts>().AddSingleton<StillSignedIn>();
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "registry-form");
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, scheme => scheme.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 ? BearerTokenDefaults.AuthenticationScheme : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddBearerToken(token => token.BearerTokenExpiration = TokenLife)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = "registry";
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.LoginPath = "/sign-in";
                cookie.AccessDeniedPath = "/forbidden";
                cookie.ReturnUrlParameter = "returnUrl";
                cookie.ExpireTimeSpan = CookieLife;
                cookie.SlidingExpiration = true;
                cookie.Events.OnRedirectToLogin = context => RedirectPages(context, StatusCodes.Status401Unauthorized);
                cookie.Events.OnRedirectToAccessDenied = context => RedirectPages(context, StatusCodes.Status403Forbidden);
            });
        services.AddOptions<BearerTokenOptions>(BearerTokenDefaults.AuthenticationScheme).PostConfigure<TimeProvider>(
            (token, clock) => token.BearerTokenProtector = new RememberedTokens(token.BearerTokenProtector, clock));
        // No anonymous data: what is open says so itself.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    // A program is told by status; only a browser that asks for a page is sent to another one.
    private static Task RedirectPages(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        var wantsPage = HttpMethods.IsGet(context.Request.Method)
            && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (wantsPage)
            context.Response.Redirect(context.RedirectUri);
        else
            context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
