using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using TalentRegistry.Data.Access;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Tests.Audit;
using TalentRegistry.Testing;

namespace TalentRegistry.Server.Tests.Hardening;

/// <summary>Who asks too often waits, by account and by address, and nobody else does.</summary>
public sealed class ThrottleTests(TestDatabase registry) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task An_account_has_its_number_of_each_kind_and_others_have_theirs()
    {
        using var throttle = Throttle(("RateLimits:api:account", 3), ("RateLimits:export:account", 1));
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());

        Assert.Equal([200, 200, 200, 429, 429], await StatusesAsync(throttle, 5, "/graphql", one));
        Assert.Equal([200, 429], await StatusesAsync(throttle, 2, "/export", one));
        Assert.Equal([200, 429], await StatusesAsync(throttle, 2, "/people?format=csv", other));
        Assert.Equal([200], await StatusesAsync(throttle, 1, "/graphql", other));
        // Told once a minute, not each time.
        Assert.Equal(1, await registry.Database.CountAsync($"access.audit_event WHERE kind = 'throttled' AND account_id = '{one}' AND subject = 'api'"));
    }

    [Fact]
    public async Task An_address_has_its_number_whoever_signs_in_there()
    {
        using var throttle = Throttle(("RateLimits:search:address", 2));

        Assert.Equal([200, 200], await StatusesAsync(throttle, 2, "/people?q=an", Guid.NewGuid()));
        Assert.Equal([429], await StatusesAsync(throttle, 1, "/people?q=an", Guid.NewGuid()));
        Assert.Equal([200], await StatusesAsync(throttle, 1, "/people?q=an", Guid.NewGuid(), "10.0.0.2"));
    }

    [Fact]
    public async Task Zero_is_no_limit_and_assets_and_health_are_not_counted()
    {
        using var throttle = Throttle(("RateLimits:api:account", 0), ("RateLimits:page:address", 1));

        Assert.All(await StatusesAsync(throttle, 50, "/graphql", Guid.NewGuid()), status => Assert.Equal(200, status));
        Assert.All(await StatusesAsync(throttle, 50, "/assets/site.css", null), status => Assert.Equal(200, status));
    }

    private static async Task<List<int>> StatusesAsync(Throttle throttle, int count, string address, Guid? account, string from = "10.0.0.1")
    {
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(from) } };
            (http.Request.Path, http.Request.QueryString) = (new PathString(address.Split('?')[0]), new QueryString(address.Contains('?', StringComparison.Ordinal) ? address[address.IndexOf('?', StringComparison.Ordinal)..] : ""));
            if (account is { } known)
                http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, known.ToString()), new Claim(ClaimTypes.Role, "hr")], "test"));
            await throttle.WatchAsync(http, _ => Task.CompletedTask);
            statuses.Add(http.Response.StatusCode);
            Assert.Equal(http.Response.StatusCode == 429, http.Response.Headers.RetryAfter.Count == 1);
        }

        return statuses;
    }

    private Throttle Throttle(params (string Key, int Limit)[] limits) => new(
        new ConfigurationBuilder().AddInMemoryCollection(limits.Select(limit => KeyValuePair.Create(limit.Key, (string?)$"{limit.Limit}"))).Build(),
        new AuditTrail(registry.Database, new AuditLog(registry.Database), NullLogger<AuditTrail>.Instance), TimeProvider.System);
}
