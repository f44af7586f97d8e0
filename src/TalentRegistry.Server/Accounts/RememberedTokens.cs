using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;

namespace TalentRegistry.Server.Accounts;

/// <summary>
/// Bearer tokens that were decrypted a moment ago. A program sends the same token with each of its requests, and to decrypt and verify it
/// takes longer than to find a person. Whether a ticket has expired is still asked of the ticket each time; keys that are
/// revoked take effect after <see cref="Memory"/>. What was not accepted is not remembered.
/// </summary>
internal sealed class RememberedTokens(ISecureDataFormat<AuthenticationTicket> inner, TimeProvider clock) : ISecureDataFormat<AuthenticationTicket>
{
    /// <summary>How long a token is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    // More programs than this at once are decrypted again each time the memory is cleared.
    private const int MostTokens = 1000;
    private readonly ConcurrentDictionary<string, (AuthenticationTicket Ticket, long Since)> remembered = new(StringComparer.Ordinal);

    public string Protect(AuthenticationTicket data) => inner.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => inner.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText)
    {
        if (protectedText is null)
            return inner.Unprotect(protectedText);
        if (remembered.TryGetValue(protectedText, out var known) && clock.GetElapsedTime(known.Since) < Memory)
            return known.Ticket;

        var ticket = inner.Unprotect(protectedText);
        if (ticket is null)
        {
            remembered.TryRemove(protectedText, out _);
            return null;
        }

        if (remembered.Count >= MostTokens)
            remembered.Clear();
        remembered[protectedText] = (ticket, clock.GetTimestamp());
        return ticket;
    }

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) => inner.Unprotect(protectedText, purpose);
}
