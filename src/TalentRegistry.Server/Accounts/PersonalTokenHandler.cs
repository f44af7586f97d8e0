using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Server.Accounts;

/// <summary>
/// Takes a personal access token from the header Authorization. What the database said of it is believed for three seconds; whether it has been
/// ended since is asked with every sign-in (<see cref="StillSignedIn"/>).
/// </summary>
internal sealed class PersonalTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, PersonalTokens tokens, SignInSteps steps, KnownTokens known)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string Name = "personal-token";

    private const string Bearer = "Bearer ";

    /// <summary>Whether the request comes with such a token.</summary>
    public static bool IsFor(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Bearer + PersonalTokens.Prefix, StringComparison.Ordinal);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsFor(Request))
            return AuthenticateResult.NoResult();

        var text = Request.Headers.Authorization.ToString()[Bearer.Length..].Trim();
        return await known.FindAsync(text, tokens, Context.RequestAborted) is { } found && steps.MayCome(found.Account, Context) && !steps.MustEnrol(found.Account)
            ? AuthenticateResult.Success(new AuthenticationTicket(
                RegistryClaims.PrincipalOf(found.Account, found.Token.Id, Name, scopes: found.Token.Scopes),
                new AuthenticationProperties { ExpiresUtc = found.Token.ExpiresAt }, Name))
            : AuthenticateResult.Fail("The token is not known, was ended or has run out.");
    }
}

/// <summary>Personal access tokens that were found a moment ago, by their hash. What is not known is not remembered.</summary>
internal sealed class KnownTokens(TimeProvider clock)
{
    private const int Most = 1000;
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, (Account Account, PersonalToken Token, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    public async Task<(Account Account, PersonalToken Token)?> FindAsync(string token, PersonalTokens tokens, CancellationToken cancellationToken)
    {
        var (hash, now) = (Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token))), clock.GetUtcNow());
        if (known.TryGetValue(hash, out var last) && now - last.At < GoodFor)
            return (last.Account, last.Token);
        if (await tokens.FindAsync(token, cancellationToken) is not { } found)
            return null;

        if (known.Count >= Most)
            known.Clear();
        known[hash] = (found.Account, found.Token, now);
        return found;
    }
}
