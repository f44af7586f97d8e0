using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.Accounts;

/// <summary>The steps of a sign-in: a password that was right or a provider that vouches, a code where the account has a second factor, and then a sign-in.</summary>
internal sealed class SignInSteps(AccountSessions sessions, AccountAudit audit, ServeOptions options, IDataProtectionProvider protection, IConfiguration configuration)
{
    private const string StepCookie = "registry-step";
    private static readonly TimeSpan StepLife = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector step = protection.CreateProtector("TalentRegistry.SignInStep").ToTimeLimitedDataProtector();

    // Accounts:SecondFactor:RequiredOf, as admin,hr; empty unless set.
    private readonly HashSet<Role> required = [.. (configuration["Accounts:SecondFactor:RequiredOf"] ?? "")
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(SnakeCase.Parse<Role>)];

    /// <summary>Whether the role must have a second factor.</summary>
    public bool IsRequired(Role role) => required.Contains(role);

    /// <summary>Whether the account must enrol one before anything else. The demonstration's never: they serve on this machine only.</summary>
    public bool MustEnrol(Account account) => IsRequired(account.Role) && !account.HasSecondFactor && !account.Demo;

    /// <summary>Whether an account may come from where the request does: the demonstration's only from this machine.</summary>
    public bool MayCome(Account account, HttpContext http) => !account.Demo || IsThisMachine(http);

    /// <summary>Signs a browser in; false if the account has been closed or locked meanwhile.</summary>
    public async Task<bool> OpenAsync(HttpContext http, Account account, string how, CancellationToken cancellationToken)
    {
        if (await BeginAsync(http, account, SessionKind.Page, how, cancellationToken) is not { } session)
            return false;

        http.Response.Cookies.Delete(StepCookie);
        await KeepAsync(http, account, session, MustEnrol(account));
        return true;
    }

    /// <summary>Gives the browser the cookie of a sign-in.</summary>
    public static Task KeepAsync(HttpContext http, Account account, Guid session, bool mustEnrol) => http.SignInAsync(
        CookieAuthenticationDefaults.AuthenticationScheme, RegistryClaims.PrincipalOf(account, session, CookieAuthenticationDefaults.AuthenticationScheme, mustEnrol));

    /// <summary>Begins a sign-in and tells the audit log; null if the account has been closed or locked meanwhile.</summary>
    public async Task<Guid?> BeginAsync(HttpContext http, Account account, SessionKind kind, string how, CancellationToken cancellationToken)
    {
        var session = await sessions.BeginAsync(account.Id, kind, http.Connection.RemoteIpAddress?.ToString(), http.Request.Headers.UserAgent.ToString(), cancellationToken);
        await audit.DoorAsync(http, session is null ? AuditKind.FailedSignIn : AuditKind.SignIn, session is null ? null : account.Id, how, account.Id);
        return session;
    }

    /// <summary>Remembers, in a cookie of five minutes, who proved to be whom and how, and where to go after the code.</summary>
    public void AskForCode(HttpContext http, Account account, string how, string next) => http.Response.Cookies.Append(
        StepCookie, step.Protect($"{account.Id} {how} {next}", StepLife),
        new CookieOptions { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, MaxAge = StepLife });

    /// <summary>What was remembered; null if there is nothing, or it is too long ago.</summary>
    public (Guid Account, string How, string Next)? Waiting(HttpContext http)
    {
        try
        {
            return http.Request.Cookies[StepCookie] is { } cookie && step.Unprotect(cookie).Split(' ', 3) is [var id, var how, var next] && Guid.TryParse(id, out var account)
                ? (account, how, next)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // A proxy on this machine brings callers from elsewhere, and says so in these headers.
    private bool IsThisMachine(HttpContext http) =>
        options.OnlyLoopback
        && http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");
}
