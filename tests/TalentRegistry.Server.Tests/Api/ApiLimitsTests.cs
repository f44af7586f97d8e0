using System.Security.Claims;
using Microsoft.Extensions.Configuration;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Tests.Api;

public sealed class ApiLimitsTests
{
    [Theory]
    [InlineData(null, 200_000, 20)]
    [InlineData("hr", 200_000, 20)]
    [InlineData("planner", 500_000, 20)]
    public void Each_role_has_a_budget_and_planners_the_largest(string? role, double cost, int depth)
    {
        var limits = new ApiLimits(new ConfigurationBuilder().Build()).Of(User(role));

        Assert.Equal((cost, depth), (limits.MaxCost, limits.MaxDepth));
    }

    [Theory]
    [InlineData(null, 1000, 7)]
    [InlineData("leader", 1000, 7)]
    [InlineData("planner", 2000, 7)]
    [InlineData("hr", 1000, 9)]
    public void A_roles_own_setting_overrules_the_one_for_all(string? role, double cost, int depth)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["GraphQL:Limits:default:MaxCost"] = "1000",
            ["GraphQL:Limits:default:MaxDepth"] = "7",
            ["GraphQL:Limits:planner:MaxCost"] = "2000",
            ["GraphQL:Limits:hr:MaxDepth"] = "9",
        }).Build();

        var limits = new ApiLimits(configuration).Of(User(role));

        Assert.Equal((cost, depth), (limits.MaxCost, limits.MaxDepth));
    }

    private static ClaimsPrincipal User(string? role) => new(role is null
        ? new ClaimsIdentity()
        : new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()), new Claim(ClaimTypes.Role, role)], "test"));
}
