using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TalentRegistry.Data.Access;
using TalentRegistry.Server.Accounts.Provider;

namespace TalentRegistry.Server.Accounts;

/// <summary>Sign-in by cookie for pages and by bearer token for programs, one request by one of them.</summary>
internal static class SignInServices
{
    private const string Either = "either";

    /// <exception cref="Data.OperatorException">The settings of the identity provider are not complete.</exception>
    public static IServiceCollection AddRegistrySignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<AuditLog>();
        services.AddSingleton<Data.Access.Accounts>().AddSingleton<AccountSessions>().AddSingleton<PersonalTokens>().AddSingleton<SecondFactor>().AddSingleton<AccountAdministration>();
        services.AddSingleton<StillSignedIn>().AddSingleton<SignInSteps>().AddSingleton<AccountAudit>().AddSingleton<KnownTokens>();
        if (IdentityProvider.From(configuration) is { } provider)
            services.AddSingleton(provider).AddSingleton<ProviderSignIn>();
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "registry-form");
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, scheme => scheme.ForwardDefaultSelector = context =>
                PersonalTokenHandler.IsFor(context.Request) ? PersonalTokenHandler.Name
                : context.Request.Headers.Authorization.Count > 0 ? BearerTokenDefaults.AuthenticationScheme : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, PersonalTokenHandler>(PersonalTokenHandler.Name, null)
            .AddBearerToken(token => token.BearerTokenExpiration = AccountSessions.TokenLife)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = "registry";
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.LoginPath = "/sign-in";
                cookie.AccessDeniedPath = "/forbidden";
                cookie.ReturnUrlParameter = "returnUrl";
                cookie.ExpireTimeSpan = AccountSessions.PageLife;
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
