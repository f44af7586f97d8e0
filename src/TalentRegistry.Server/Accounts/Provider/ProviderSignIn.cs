using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace TalentRegistry.Server.Accounts.Provider;

/// <summary>Somebody for whom the provider vouches.</summary>
/// <param name="Subject">Who it is there.</param>
/// <param name="Next">Where to go after signing in.</param>
/// <param name="Invitation">The link of an invitation that is accepted by this; null for none.</param>
internal sealed record Vouched(string Subject, string Next, string? Invitation);

/// <summary>
/// The authorization code flow (OpenID Connect Core 1.0, 3.1) with PKCE (RFC 7636): sends a browser to the provider and takes it back. What holds the two together
/// (state, nonce, verifier) is in an encrypted cookie of ten minutes, so that only the browser that began can end it, once.
/// </summary>
internal sealed class ProviderSignIn : IDisposable
{
    /// <summary>Where the provider sends browsers back to; to be registered there.</summary>
    public const string CallbackPath = "/auth/external/callback";

    private const string Cookie = "registry-provider";
    private const string CookiePath = "/auth/external";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private readonly HttpClient http;
    private readonly ConfigurationManager<OpenIdConnectConfiguration> metadata;
    private readonly IdTokens tokens;
    private readonly ITimeLimitedDataProtector protector;
    private readonly ILogger<ProviderSignIn> log;

    public ProviderSignIn(IdentityProvider provider, IDataProtectionProvider protection, ILogger<ProviderSignIn> log)
    {
        (Provider, this.log) = (provider, log);
        protector = protection.CreateProtector("TalentRegistry.ProviderSignIn").ToTimeLimitedDataProtector();
        // No redirect is followed: the secret is for the configured provider alone.
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = TimeSpan.FromSeconds(10),
            MaxResponseContentBufferSize = 1024 * 1024,
        };
        metadata = ProviderMetadata.Of(provider, http);
        tokens = new IdTokens(provider, metadata);
    }

    /// <summary>The provider.</summary>
    public IdentityProvider Provider { get; }

    public void Dispose() => http.Dispose();

    /// <summary>Begins a sign-in; the address to send the browser to.</summary>
    /// <exception cref="ProviderRefusedException">The provider cannot be asked.</exception>
    public async Task<string> BeginAsync(HttpContext context, string next, string? invitation, CancellationToken cancellationToken)
    {
        var doors = await DoorsAsync(cancellationToken);
        var attempt = new Attempt(Random(), Random(), Random(), next, invitation);
        context.Response.Cookies.Append(Cookie, protector.Protect(JsonSerializer.Serialize(attempt), Life), CookieFor(context, Life));
        return QueryHelpers.AddQueryString(doors.AuthorizationEndpoint, new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = Provider.ClientId,
            ["redirect_uri"] = CallbackOf(context),
            ["scope"] = Provider.Scope,
            ["state"] = attempt.State,
            ["nonce"] = attempt.Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(attempt.Verifier))),
            ["code_challenge_method"] = "S256",
        });
    }

    /// <summary>Ends a sign-in that a browser comes back with.</summary>
    /// <exception cref="ProviderRefusedException">Nobody is vouched for.</exception>
    public async Task<Vouched> EndAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var attempt = Waiting(context);
        context.Response.Cookies.Delete(Cookie, CookieFor(context, null));
        var query = context.Request.Query;
        if (attempt is null || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(attempt.State), Encoding.UTF8.GetBytes(query["state"].ToString())))
            throw new ProviderRefusedException(ProviderRefusal.State);
        if (query["code"].ToString() is not { Length: > 0 and <= 4096 } code)
            throw new ProviderRefusedException(ProviderRefusal.Declined);

        var token = await ExchangeAsync(code, attempt.Verifier, CallbackOf(context), cancellationToken);
        return new Vouched(await tokens.SubjectAsync(token, attempt.Nonce), attempt.Next, attempt.Invitation);
    }

    private async Task<string> ExchangeAsync(string code, string verifier, string callback, CancellationToken cancellationToken)
    {
        var doors = await DoorsAsync(cancellationToken);
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = callback, ["client_id"] = Provider.ClientId, ["code_verifier"] = verifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, doors.TokenEndpoint);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (Provider.ClientSecret is { } secret)
            Authenticate(request, fields, secret, doors);
        request.Content = new FormUrlEncodedContent(fields);
        try
        {
            using var answer = await http.SendAsync(request, cancellationToken);
            var body = await answer.Content.ReadFromJsonAsync<Dictionary<string, JsonElement>>(cancellationToken) ?? [];
            if (answer.IsSuccessStatusCode)
                return TextOf(body, "id_token") ?? throw new ProviderRefusedException(ProviderRefusal.Signature);

            // A secret that the provider does not take any more is for the operator to see. Its code alone: its words may name somebody.
            log.LogWarning("The identity provider did not take a code: {Status} {Error}", (int)answer.StatusCode, TextOf(body, "error"));
            throw new ProviderRefusedException((int)answer.StatusCode >= 500 ? ProviderRefusal.Unreachable : ProviderRefusal.Code);
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Unreachable(fault);
        }
    }

    // RFC 6749, 2.3.1: by the header, which every provider takes, unless its metadata names the form alone.
    private void Authenticate(HttpRequestMessage request, Dictionary<string, string> fields, string secret, OpenIdConnectConfiguration doors)
    {
        var ways = doors.TokenEndpointAuthMethodsSupported;
        if (ways.Contains("client_secret_post") && !ways.Contains("client_secret_basic"))
            fields["client_secret"] = secret;
        else
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(Provider.ClientId)}:{Uri.EscapeDataString(secret)}")));
    }

    private async Task<OpenIdConnectConfiguration> DoorsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var doors = await metadata.GetConfigurationAsync(cancellationToken);
            // OpenID Connect Discovery 1.0, 4.3: or somebody else's metadata would be taken for the provider's.
            if (doors.Issuer?.TrimEnd('/') != Provider.Issuer.TrimEnd('/'))
                throw new InvalidOperationException($"The metadata of {Provider.Issuer} names another issuer, {doors.Issuer}.");
            return doors;
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException or HttpRequestException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Unreachable(fault);
        }
    }

    private ProviderRefusedException Unreachable(Exception fault)
    {
        log.LogError(fault, "The identity provider {Issuer} cannot be asked", Provider.Issuer);
        return new ProviderRefusedException(ProviderRefusal.Unreachable, fault);
    }

    private Attempt? Waiting(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Cookie] is { } cookie ? JsonSerializer.Deserialize<Attempt>(protector.Unprotect(cookie)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // Lax: the provider's page sends the browser back here, which a strict cookie would not come along with.
    private static CookieOptions CookieFor(HttpContext context, TimeSpan? life) =>
        new() { Path = CookiePath, HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = life };

    private static string CallbackOf(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}{CallbackPath}";

    private static string? TextOf(Dictionary<string, JsonElement> body, string name) => body.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A sign-in that a browser has begun.</summary>
    private sealed record Attempt(string State, string Nonce, string Verifier, string Next, string? Invitation);
}
