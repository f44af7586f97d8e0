using System.Security.Claims;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Api;

/// <summary>
/// Who may ask for what. The same rules stand in db/migrations as grants and policies; here they tell a caller which field is
/// refused, where the database could only fail the whole statement.
/// </summary>
internal static class Policies
{
    /// <summary>Rows of people, within the caller's scope: not administrators and auditors.</summary>
    public const string People = "people";

    /// <summary>Birth dates, home places, ethnic groups: HR officers only.</summary>
    public const string Identity = "identity";

    /// <summary>Names: HR officers, and leaders to whom an administrator has granted them.</summary>
    public const string Names = "names";

    /// <summary>Granting names to leaders, and withdrawing them: administrators only.</summary>
    public const string GrantNames = "grantNames";

    /// <summary>Changing dossiers, of the agencies in the caller's scope: HR officers only.</summary>
    public const string Edit = "edit";

    /// <summary>Changing the map of administrative units: administrators only.</summary>
    public const string Units = "units";

    /// <summary>Undoing a reorganisation: HR officers those of their agencies, administrators those of units.</summary>
    public const string Undo = "undo";

    /// <summary>The register of breaches: administrators and auditors.</summary>
    public const string Breaches = "breaches";

    /// <summary>Entering breaches: administrators only.</summary>
    public const string KeepBreaches = "keepBreaches";

    /// <summary>Forecasts: not auditors, nor people who see their own record.</summary>
    public const string Forecasts = "forecasts";

    /// <summary>Recomputing the forecast: planners and administrators.</summary>
    public const string Recompute = "recompute";

    /// <summary>The logs: auditors only.</summary>
    public const string Audit = "audit";

    /// <summary>Following the duties of plans: officers and leaders those of their agencies, planners and administrators all.</summary>
    public const string Duties = "duties";

    /// <summary>Naming who answers for a duty: planners and administrators.</summary>
    public const string AssignDuties = "assignDuties";

    public static bool MayAudit(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Auditor };

    /// <summary>Deciding who goes on with targets, and keeping what was reported of them: planners only.</summary>
    public const string DecideTargets = "decideTargets";

    /// <summary>Entering figures of published series: planners only.</summary>
    public const string EnterFigures = "enterFigures";

    /// <summary>Scenarios of the forecast: planners, and leaders those that are shared, of their units.</summary>
    public const string Scenarios = "scenarios";

    /// <summary>Keeping scenarios: planners only.</summary>
    public const string KeepScenarios = "keepScenarios";

    public static bool MaySeeScenarios(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Planner or Role.Leader };

    public static bool MayKeepScenarios(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Planner };

    public static bool MayEnterFigures(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Planner };

    public static bool MayDecideTargets(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Planner };

    public static bool MayRecompute(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Planner or Role.Admin };

    public static bool MaySeePeople(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Hr or Role.Planner or Role.Leader };

    public static bool MaySeeIdentity(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Hr };

    public static bool MaySeeNames(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Hr } or { Role: Role.Leader, ReadsNames: true };

    public static bool MayGrantNames(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Admin };

    public static bool MayEdit(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Hr };

    public static bool MayChangeUnits(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Admin };

    public static bool MayUndo(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Hr or Role.Admin };

    public static bool MaySeeBreaches(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Admin or Role.Auditor };

    public static bool MayKeepBreaches(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Admin };

    public static bool MaySeeForecasts(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Hr or Role.Planner or Role.Leader or Role.Admin };

    public static bool MayFollowDuties(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Hr or Role.Planner or Role.Leader or Role.Admin };

    public static bool MayAssignDuties(ClaimsPrincipal user) => SignedIn.From(user) is { Role: Role.Planner or Role.Admin };
}
