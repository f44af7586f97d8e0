using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TalentRegistry.Server.Tests.Accounts.Provider;

/// <summary>What is wrong with the next ID token.</summary>
public enum Lie
{
    None,
    Nonce,
    NoNonce,
    Audience,
    OtherParty,
    Issuer,
    Expired,
    OtherKey,
    UnknownKey,
    SharedKey,
    Unsigned,
    NoSubject,
    Garbage,
}

/// <summary>An identity provider as small as one can be, on a port of its own: it vouches for whom it is told to, lies as it is told to, and takes each code once.</summary>
internal sealed class SmallProvider : IAsyncDisposable
{
    public const string ClientId = "talent registry";
    public const string Secret = "s3cret & more:";
    private readonly RSA key = RSA.Create(2048);
    private readonly RSA otherKey = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, IQueryCollection> codes = new(StringComparer.Ordinal);
    private readonly WebApplication app;

    private SmallProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => new
        {
            issuer = Issuer, authorization_endpoint = $"{Issuer}/authorize", token_endpoint = $"{Issuer}/token", jwks_uri = $"{Issuer}/keys",
        });
        app.MapGet("/keys", () => new { keys = new[] { PublicKey() } });
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", Token);
    }

    public string Issuer => app.Urls.First();

    /// <summary>Whom it vouches for.</summary>
    public string Subject { get; set; } = "";

    public Lie Lie { get; set; }

    public string[] Settings => [$"--Accounts:External:Authority={Issuer}", $"--Accounts:External:ClientId={ClientId}", $"--Accounts:External:ClientSecret={Secret}", "--Accounts:External:Name=Định danh tỉnh"];

    public static async Task<SmallProvider> StartAsync()
    {
        var provider = new SmallProvider();
        await provider.app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
        otherKey.Dispose();
    }

    private IResult Authorize(HttpRequest request)
    {
        var asked = request.Query;
        var sound = asked["client_id"] == ClientId && asked["response_type"] == "code" && asked["code_challenge_method"] == "S256" && asked["scope"] == "openid"
            && asked["code_challenge"].ToString().Length == 43 && asked["nonce"].ToString().Length == 43 && asked["state"].ToString().Length == 43;
        if (!sound)
            return Results.BadRequest();

        var code = Guid.NewGuid().ToString("N");
        codes[code] = asked;
        return Results.Redirect(QueryHelpers.AddQueryString(asked["redirect_uri"].ToString(), new Dictionary<string, string?> { ["code"] = code, ["state"] = asked["state"] }));
    }

    private async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var known = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(ClientId)}:{Uri.EscapeDataString(Secret)}"));
        if (request.Headers.Authorization != $"Basic {known}")
            return Results.Json(new { error = "invalid_client" }, statusCode: 401);

        var challenge = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        return form["grant_type"] == "authorization_code" && codes.TryRemove(form["code"].ToString(), out var asked)
            && asked["code_challenge"] == challenge && asked["redirect_uri"] == form["redirect_uri"]
            ? Results.Json(new { access_token = "none of this server's", token_type = "Bearer", id_token = IdToken(asked["nonce"].ToString()) })
            : Results.Json(new { error = "invalid_grant" }, statusCode: 400);
    }

    private string IdToken(string nonce)
    {
        if (Lie == Lie.Garbage)
            return "not.a.token";

        var now = DateTime.UtcNow;
        var claims = new Dictionary<string, object> { ["email"] = "hr" };
        if (Lie != Lie.NoSubject)
            claims["sub"] = Subject;
        if (Lie != Lie.NoNonce)
            claims["nonce"] = Lie == Lie.Nonce ? nonce + "x" : nonce;
        if (Lie == Lie.OtherParty)
            claims["azp"] = "another server";
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Lie == Lie.Issuer ? "https://elsewhere.example" : Issuer,
            Audience = Lie == Lie.Audience ? "another server" : ClientId,
            NotBefore = now.AddHours(-3),
            IssuedAt = now.AddHours(-3),
            Expires = Lie == Lie.Expired ? now.AddHours(-1) : now.AddHours(1),
            Claims = claims,
            SigningCredentials = Lie switch
            {
                Lie.Unsigned => null,
                Lie.OtherKey => new SigningCredentials(new RsaSecurityKey(otherKey) { KeyId = "first" }, SecurityAlgorithms.RsaSha256),
                Lie.UnknownKey => new SigningCredentials(new RsaSecurityKey(otherKey) { KeyId = "another" }, SecurityAlgorithms.RsaSha256),
                // The public key taken for a secret: what anybody can sign.
                Lie.SharedKey => new SigningCredentials(new SymmetricSecurityKey(key.ExportRSAPublicKey()) { KeyId = "first" }, SecurityAlgorithms.HmacSha256),
                _ => new SigningCredentials(new RsaSecurityKey(key) { KeyId = "first" }, SecurityAlgorithms.RsaSha256),
            },
        });
    }

    private object PublicKey()
    {
        var numbers = key.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = "first", n = Base64UrlEncoder.Encode(numbers.Modulus!), e = Base64UrlEncoder.Encode(numbers.Exponent!) };
    }
}

/// <summary>A server of the registry that is configured for a provider of its own.</summary>
public sealed class RegistryWithProvider(Running.RunningRegistry registry) : IAsyncLifetime
{
    public Running.ServerBeside Server { get; private set; } = null!;

    internal SmallProvider Provider { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Provider = await SmallProvider.StartAsync();
        Server = await registry.BesideAsync(settings: [.. Provider.Settings, "--RateLimits:sign-in:address=0"]);
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
