using TalentRegistry.Data.Access;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Accounts;

/// <summary>What happens to accounts, told to the audit log: never a password, token, code or name of somebody's record.</summary>
internal sealed class AccountAudit(AuditLog log)
{
    private const string What = "what";

    /// <summary>An account signed in, was refused, or signed out.</summary>
    /// <param name="http">The request.</param>
    /// <param name="kind">Which.</param>
    /// <param name="account">Whose; null where the name belongs to nobody or nobody proved to be anybody.</param>
    /// <param name="what">How: "password", "code", "token", "provider".</param>
    /// <param name="subject">The account that was tried, where nobody proved to be it.</param>
    public Task DoorAsync(HttpContext http, AuditKind kind, Guid? account, string what, Guid? subject = null) =>
        WriteAsync(http, kind, account, (subject ?? account)?.ToString(), what, []);

    /// <summary>Whoever signed in changed something about an account.</summary>
    /// <param name="http">The request.</param>
    /// <param name="account">Whose account was changed.</param>
    /// <param name="what">What was done, as "scope_added".</param>
    /// <param name="details">More by name.</param>
    public Task ChangedAsync(HttpContext http, Guid account, string what, params (string Name, string? Value)[] details) =>
        WriteAsync(http, AuditKind.Configuration, SignedIn.From(http.User)?.AccountId, account.ToString(), what, details);

    // What has happened is told even if its caller has gone.
    private Task WriteAsync(HttpContext http, AuditKind kind, Guid? account, string? subject, string what, (string Name, string? Value)[] details) => log.WriteAsync(
        new AuditEvent(
            kind, account, Door(http), http.Connection.RemoteIpAddress?.ToString(), subject,
            details.Where(detail => detail.Value is not null).Append((What, what)).ToDictionary(detail => detail.Item1, detail => detail.Item2!)),
        CancellationToken.None);

    // By the pattern of the address: what stands in its places may be a secret.
    private static string Door(HttpContext http) => "page " + ((http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? http.Request.Path.Value);
}
