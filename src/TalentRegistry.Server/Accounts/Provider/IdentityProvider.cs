using TalentRegistry.Data;

namespace TalentRegistry.Server.Accounts.Provider;

/// <summary>
/// The identity provider that accounts may sign in through, by OpenID Connect: the settings <c>Accounts:External</c>. There is none unless they are set.
/// </summary>
/// <param name="Issuer">What its tokens name, and where its metadata is found unless the endpoints are set too.</param>
/// <param name="ClientId">Name of this server there.</param>
/// <param name="ClientSecret">Its secret, from the environment; null where the provider gave none and PKCE alone holds.</param>
/// <param name="Name">What the button says.</param>
/// <param name="Scope">What is asked for; who somebody is needs no more than openid.</param>
/// <param name="Endpoints">Where its doors are, of a provider without metadata; null to ask it.</param>
public sealed record IdentityProvider(string Issuer, string ClientId, string? ClientSecret, string Name, string Scope, ProviderEndpoints? Endpoints)
{
    private const string Section = "Accounts:External";

    /// <summary>Whether it is on this machine, where alone it may be without TLS.</summary>
    public bool IsLocal => new Uri(Issuer).IsLoopback;

    /// <summary>The provider of a configuration; null for none.</summary>
    /// <exception cref="OperatorException">The settings are not complete.</exception>
    public static IdentityProvider? From(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section);
        if (!settings.Exists())
            return null;

        var issuer = AddressOf(settings, "Authority") ?? throw Missing("Authority");
        string?[] doors = [AddressOf(settings, "AuthorizationEndpoint"), AddressOf(settings, "TokenEndpoint"), AddressOf(settings, "KeysEndpoint")];
        ProviderEndpoints? endpoints = doors switch
        {
            [null, null, null] => null,
            [{ } authorization, { } token, { } keys] => new(authorization, token, keys),
            _ => throw new OperatorException($"{Section}: set AuthorizationEndpoint, TokenEndpoint and KeysEndpoint, all three or none."),
        };
        return new IdentityProvider(
            issuer, TextOf(settings, "ClientId") ?? throw Missing("ClientId"), TextOf(settings, "ClientSecret"),
            TextOf(settings, "Name") ?? new Uri(issuer).Host, TextOf(settings, "Scope") ?? "openid", endpoints);
    }

    private static string? AddressOf(IConfiguration settings, string name)
    {
        if (TextOf(settings, name) is not { } text)
            return null;

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? text
            : throw new OperatorException($"{Section}:{name} is not an address with https://.");
    }

    private static string? TextOf(IConfiguration settings, string name) => string.IsNullOrWhiteSpace(settings[name]) ? null : settings[name]!.Trim();

    private static OperatorException Missing(string name) => new($"{Section}:{name} is missing: set it, or none of {Section}.");
}

/// <summary>The doors of a provider.</summary>
/// <param name="Authorization">Where browsers are sent.</param>
/// <param name="Token">Where a code is exchanged.</param>
/// <param name="Keys">Its signing keys, as a JSON Web Key Set.</param>
public sealed record ProviderEndpoints(string Authorization, string Token, string Keys);
