using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace TalentRegistry.Server.Accounts.Provider;

/// <summary>What a provider says of itself, its doors and its keys: kept for hours, and asked again where a token is signed by a key not known yet.</summary>
internal static class ProviderMetadata
{
    public static ConfigurationManager<OpenIdConnectConfiguration> Of(IdentityProvider provider, HttpClient http)
    {
        var documents = new HttpDocumentRetriever(http) { RequireHttps = !provider.IsLocal };
        return provider.Endpoints is { } endpoints
            ? new(endpoints.Keys, new Configured(provider.Issuer, endpoints), documents)
            : new($"{provider.Issuer.TrimEnd('/')}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), documents);
    }

    /// <summary>Doors that are configured: only the keys are asked for.</summary>
    private sealed class Configured(string issuer, ProviderEndpoints endpoints) : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(string address, IDocumentRetriever retriever, CancellationToken cancel)
        {
            var metadata = new OpenIdConnectConfiguration { Issuer = issuer, AuthorizationEndpoint = endpoints.Authorization, TokenEndpoint = endpoints.Token };
            foreach (var key in new JsonWebKeySet(await retriever.GetDocumentAsync(address, cancel)).GetSigningKeys())
                metadata.SigningKeys.Add(key);
            return metadata;
        }
    }
}
