using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Domain.Access;
using TalentRegistry.GraphQL.Validation;
using TalentRegistry.GraphQL.Validation.Limits;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Api;

/// <summary>
/// How much each role may ask for at once. The configuration's section <c>GraphQL:Limits</c> has a section for each role by its name in the
/// database (hr, planner, leader, admin, auditor, person) and one named default for all: <c>GraphQL:Limits:planner:MaxCost=500000</c>. The settings
/// are the members of <see cref="RoleLimits"/>; what is not set stays as it is.
/// </summary>
internal sealed class ApiLimits(IConfiguration configuration)
{
    /// <summary>What no role can be allowed to exceed: documents are checked against it once, whoever sends them.</summary>
    public static readonly ValidationLimits Ceiling = new() { MaxCost = 5_000_000, MaxDepth = 50, MaxAliases = 1_000, MaxFields = 5_000 };

    private readonly Dictionary<Role, RoleLimits> byRole = Enum.GetValues<Role>().ToDictionary(role => role, role => Read(configuration, role));
    private readonly RoleLimits visitor = Read(configuration, null);

    /// <summary>The limits of whoever asks; a visitor's are the default ones.</summary>
    public RoleLimits Of(ClaimsPrincipal user) => SignedIn.From(user) is { } known ? byRole[known.Role] : visitor;

    // Planners ask the questions that nobody foresaw: of the whole province, several at once.
    private static RoleLimits Read(IConfiguration configuration, Role? role)
    {
        var limits = role == Role.Planner ? new RoleLimits { MaxCost = 500_000 } : new RoleLimits();
        var section = configuration.GetSection("GraphQL:Limits");
        section.GetSection("default").Bind(limits);
        if (role is { } named)
            section.GetSection(SnakeCase.Of(named)).Bind(limits);
        return limits;
    }
}
