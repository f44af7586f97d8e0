using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace TalentRegistry.Server.Accounts.Provider;

/// <summary>The ID tokens of a provider (OpenID Connect Core 1.0, 3.1.3.7): signed by a key of it, of it, for this server, of this moment and this sign-in.</summary>
internal sealed class IdTokens(IdentityProvider provider, ConfigurationManager<OpenIdConnectConfiguration> metadata)
{
    private const int LongestSubject = 255;
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    private readonly TokenValidationParameters rules = new()
    {
        ConfigurationManager = metadata,
        ValidAudience = provider.ClientId,
        // By pairs of keys only: a secret that several know would prove nothing.
        ValidAlgorithms =
        [
            SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
            SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
            SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        ],
        ClockSkew = TimeSpan.FromMinutes(1),
    };

    /// <summary>Who the token is of.</summary>
    /// <exception cref="ProviderRefusedException">It is not valid.</exception>
    public async Task<string> SubjectAsync(string text, string nonce)
    {
        var result = await handler.ValidateTokenAsync(text, rules);
        if (!result.IsValid)
            throw new ProviderRefusedException(WhyNot(result.Exception), result.Exception);

        var token = (JsonWebToken)result.SecurityToken;
        if (!token.TryGetPayloadValue<string>("nonce", out var given) || given != nonce)
            throw new ProviderRefusedException(ProviderRefusal.Nonce);
        // For several servers, it says to which one it was given.
        if (token.TryGetPayloadValue<string>("azp", out var party) ? party != provider.ClientId : token.Audiences.Count() > 1)
            throw new ProviderRefusedException(ProviderRefusal.Audience);
        return token.TryGetPayloadValue<string>("sub", out var subject) && subject is { Length: > 0 and <= LongestSubject }
            ? subject
            : throw new ProviderRefusedException(ProviderRefusal.Subject);
    }

    private static ProviderRefusal WhyNot(Exception fault) => fault switch
    {
        SecurityTokenInvalidIssuerException => ProviderRefusal.Issuer,
        SecurityTokenInvalidAudienceException => ProviderRefusal.Audience,
        SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenNoExpirationException or SecurityTokenInvalidLifetimeException => ProviderRefusal.Expired,
        _ => ProviderRefusal.Signature,
    };
}
