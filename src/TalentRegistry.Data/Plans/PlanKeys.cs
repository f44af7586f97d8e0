using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Plans;

/// <summary>The keys of each block of a plan file, in the order in which they are written.</summary>
internal static class PlanKeys
{
    public static readonly string[] Plan =
        ["format", "code", "title", "number", "issued", "issuedNote", "issuer", "side", "parent", "basis", "scope", "settings", "targets", "duties"];

    public static readonly string[] Scope = ["level", "unit", "within", "successor", "note"];

    public static readonly string[] Successor = ["unit", "from"];

    public static readonly string[] Setting = ["key", "value", "ambiguity", "note"];

    public static readonly string[] Target =
        ["code", "section", "sentence", "meaning", "indicator", "bound", "report", "due", "computable", "needs"];

    public static readonly string[] Indicator = ["kind", "numerator", "denominator", "per", "over", "after", "among", "figures", "readings"];

    // Before the filter, which holds them.
    public static readonly IReadOnlyDictionary<AreaKind, string> AreaKeys = new Dictionary<AreaKind, string>
    {
        [AreaKind.Remote] = "remoteArea", [AreaKind.Border] = "borderArea", [AreaKind.EthnicMinority] = "ethnicMinorityArea",
    };

    public static readonly string[] Filter =
    [
        "profession", "sector", "degreeLevelAtLeast", "degreeLevelFrom", "postgraduate", "degreeField", "studyMode", "employmentKind", "governmentLevel",
        "leadershipRankAtLeast", "ageUnder", "ageAtLeast", "young", "sex", "ethnicMinority", "certificate", "academicTitle", "jobFit", "talent", "award",
        "scienceTask", "membership", "recruited", "stillThere", "availability", "workingAgeExtension", "agency", .. AreaKeys.Values,
    ];

    public static readonly string[] Certificate = ["kind", "levelAtLeast", "levelFrom", "language"];

    public static readonly string[] Talent = ["scheme"];

    public static readonly string[] Award = ["kind", "level"];

    public static readonly string[] ScienceTask = ["role", "level", "result", "applied"];

    public static readonly string[] Membership = ["association"];

    /// <summary>A denominator is people, or a published series alone.</summary>
    public static readonly string[] Denominator = [.. Filter, "series"];

    public static readonly string[] Bound = ["comparator", "value", "low", "high", "tolerance", "unit", "assumed"];

    public static readonly string[] Due = ["year", "every", "until", "before"];

    public static readonly string[] Duty = ["code", "section", "sentence", "meaning", "lead", "partners", "due", "evidence"];
}
