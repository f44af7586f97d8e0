using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using TalentRegistry.Server.Accounts;

namespace TalentRegistry.Server.Tests.Accounts;

public sealed class RememberedTokensTests
{
    private readonly Clock clock = new();
    private readonly Locks locks = new();

    [Fact]
    public void A_token_sent_again_is_decrypted_once()
    {
        var tokens = new RememberedTokens(locks, clock);

        Assert.Equal("planner", tokens.Unprotect("planner")?.Principal.Identity?.Name);
        Assert.Equal("planner", tokens.Unprotect("planner")?.Principal.Identity?.Name);
        Assert.Equal(1, locks.Opened);
    }

    [Fact]
    public void One_token_never_brings_the_ticket_of_another()
    {
        var tokens = new RememberedTokens(locks, clock);

        foreach (var name in Enumerable.Range(0, 3000).Select(i => $"account {i % 1500}"))
            Assert.Equal(name, tokens.Unprotect(name)?.Principal.Identity?.Name);
    }

    [Fact]
    public void A_token_is_forgotten_in_time_so_that_revoked_keys_refuse_it()
    {
        var tokens = new RememberedTokens(locks, clock);
        Assert.NotNull(tokens.Unprotect("planner"));
        locks.Revoked = true;

        clock.Now += RememberedTokens.Memory - TimeSpan.FromMilliseconds(1);
        Assert.NotNull(tokens.Unprotect("planner"));
        clock.Now += TimeSpan.FromMilliseconds(1);
        Assert.Null(tokens.Unprotect("planner"));
        Assert.Null(tokens.Unprotect("planner"));
    }

    [Fact]
    public void What_was_refused_is_asked_again()
    {
        var tokens = new RememberedTokens(locks, clock);
        locks.Revoked = true;
        Assert.Null(tokens.Unprotect("planner"));
        locks.Revoked = false;

        Assert.NotNull(tokens.Unprotect("planner"));
    }

    private sealed class Locks : ISecureDataFormat<AuthenticationTicket>
    {
        public int Opened { get; private set; }

        public bool Revoked { get; set; }

        public string Protect(AuthenticationTicket data) => data.Principal.Identity!.Name!;

        public string Protect(AuthenticationTicket data, string? purpose) => Protect(data);

        public AuthenticationTicket? Unprotect(string? protectedText)
        {
            Opened++;
            return Revoked ? null : new(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, protectedText!)], "test")), "test");
        }

        public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) => Unprotect(protectedText);
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
