namespace TalentRegistry.Data.Headcounts;

/// <summary>What cells of registry.headcount_cell may be told apart by; a grain is a sum of these, as the migration writes it.</summary>
[Flags]
internal enum CellParts
{
    None = 0,
    LeadershipRank = 1,
    EmploymentKind = 2,
    AgeBand = 4,
    Sex = 8,
    Field = 16,
    DegreeLevel = 32,
    Profession = 64,
    GovernmentLevel = 128,
    Sector = 256,
    Area = 512,
    All = 1023,
}

/// <summary>What of a career the parts are read from.</summary>
internal static class CellPartsOf
{
    /// <summary>The grains that are kept, those with fewer cells first.</summary>
    public static readonly IReadOnlyList<CellParts> Grains =
    [
        CellParts.Area | CellParts.Sector,
        CellParts.Area | CellParts.Sector | CellParts.GovernmentLevel | CellParts.Profession,
        CellParts.Area | CellParts.DegreeLevel | CellParts.Field | CellParts.Sex,
        CellParts.Area | CellParts.Sector | CellParts.DegreeLevel | CellParts.Sex,
        CellParts.Area | CellParts.DegreeLevel | CellParts.Sex | CellParts.AgeBand,
        CellParts.All & ~(CellParts.Field | CellParts.AgeBand),
        CellParts.All,
    ];

    private static readonly (CellParts Part, string Column)[] Columns =
    [
        (CellParts.Area, "area_id"), (CellParts.Sector, "sector_code"), (CellParts.GovernmentLevel, "government_level"),
        (CellParts.Profession, "profession_code"), (CellParts.DegreeLevel, "level_code"), (CellParts.Field, "field_code"), (CellParts.Sex, "sex"),
        (CellParts.AgeBand, "age_band"), (CellParts.EmploymentKind, "employment_kind"), (CellParts.LeadershipRank, "leadership_rank"),
    ];

    /// <summary>Columns of the parts, in the order in which cells carry them.</summary>
    public static IEnumerable<string> ColumnsOf(CellParts parts) => Columns.Where(column => parts.HasFlag(column.Part)).Select(column => column.Column);

    /// <summary>What the answer tells apart or asks of people; null where cells do not know it.</summary>
    public static CellParts? NeededBy(HeadcountQuestion question)
    {
        var filter = question.Filter;
        // A commune, an agency, a unit without what is below it, an ethnic group and an age between two bands are asked of careers.
        if (filter.Agencies.Count > 0 || (filter.Units.Count > 0 && !filter.IncludeDescendants) || question.IsSensitive || question.By.Contains(HeadcountDimension.Commune) || !filter.Units.All(IsDistrictOrProvince)
            || !IsBandEdge(filter.AgeAtLeast) || !IsBandEdge(filter.People.AgeUnder))
            return null;

        var parts = question.By.Aggregate(CellParts.None, (all, by) => all | PartOf(by));
        return parts
            | (filter.Units.Count > 0 ? CellParts.Area : CellParts.None)
            | (filter.Sexes.Count > 0 ? CellParts.Sex : CellParts.None)
            | (filter.AgeAtLeast is not null || filter.People.AgeUnder is not null ? CellParts.AgeBand : CellParts.None)
            | (filter.People.Sectors.Count > 0 ? CellParts.Sector : CellParts.None)
            | (filter.People.Professions.Count > 0 ? CellParts.Profession : CellParts.None)
            | (filter.People.EmploymentKinds.Count > 0 ? CellParts.EmploymentKind : CellParts.None)
            | (filter.People.GovernmentLevels.Count > 0 ? CellParts.GovernmentLevel : CellParts.None)
            | (filter.People.DegreeLevelAtLeast is not null ? CellParts.DegreeLevel : CellParts.None)
            | (filter.People.LeadershipRankAtLeast is not null ? CellParts.LeadershipRank : CellParts.None);
    }

    // Identifiers begin with the letter of the level.
    private static bool IsDistrictOrProvince(string unit) => unit.StartsWith('D') || unit.StartsWith('P');

    private static bool IsBandEdge(int? age) => age is null || (age is >= 25 and <= 65 && age % 5 == 0);

    private static CellParts PartOf(HeadcountDimension by) => by switch
    {
        HeadcountDimension.Sector => CellParts.Sector,
        HeadcountDimension.Province or HeadcountDimension.District => CellParts.Area,
        HeadcountDimension.Profession => CellParts.Profession,
        HeadcountDimension.DegreeLevel => CellParts.DegreeLevel,
        HeadcountDimension.Field => CellParts.Field,
        HeadcountDimension.Sex => CellParts.Sex,
        HeadcountDimension.AgeBand => CellParts.AgeBand,
        HeadcountDimension.EmploymentKind => CellParts.EmploymentKind,
        HeadcountDimension.LeadershipRank => CellParts.LeadershipRank,
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "Cells do not tell it apart."),
    };
}
