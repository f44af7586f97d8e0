using TalentRegistry.Domain.Access;

namespace TalentRegistry.Server.Pages;

/// <summary>Where each role begins its day.</summary>
internal static class FirstPages
{
    /// <summary>The list of all plans and targets.</summary>
    public const string Targets = "/targets";

    /// <summary>The first page of a role: where <c>/</c> leads to.</summary>
    public static string Of(Role role) => role switch
    {
        Role.Hr => "/home",
        Role.Leader => Overview.OverviewPages.Address,
        _ => "/",
    };
}
