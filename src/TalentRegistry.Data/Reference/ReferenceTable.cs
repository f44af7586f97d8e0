namespace TalentRegistry.Data.Reference;

/// <summary>A table of schema reference, filled from the file of the same name in db/reference.</summary>
/// <param name="Name">Name of the table and, with .csv, of the file.</param>
/// <param name="Key">Columns that tell rows apart; nulls count as equal.</param>
/// <param name="Referenced">
/// Whether other tables point to its rows: then changed rows are updated in place. Otherwise the rows are replaced.
/// </param>
/// <param name="Ours">Condition on "kept" for rows that operations on units wrote or changed: a new edition of the file leaves them alone.</param>
internal sealed record ReferenceTable(string Name, IReadOnlyList<string> Key, bool Referenced, string Ours = "false")
{
    /// <summary>All of them, each after those that it points to.</summary>
    public static IReadOnlyList<ReferenceTable> All { get; } =
    [
        new("administrative_unit", ["id"], Referenced: true, """
            kept.reorganisation_id IS NOT NULL OR EXISTS (
              SELECT FROM registry.reorganised_unit part JOIN registry.reorganisation operation ON operation.id = part.reorganisation_id
               WHERE part.unit_id = kept.id AND operation.undone_at IS NULL)
            """),
        new("unit_change", ["predecessor_id", "successor_id", "effective_on"], Referenced: false, "kept.reorganisation_id IS NOT NULL"),
        new("ethnic_group", ["code"], Referenced: true),
        new("ethnic_share", ["unit_id", "ethnic_group_code", "year"], Referenced: false),
        new("degree_level", ["code"], Referenced: true),
        new("field_of_study", ["code"], Referenced: true),
        new("training_major", ["code"], Referenced: true),
        new("sector", ["code"], Referenced: true),
        new("economic_group", ["code"], Referenced: true),
        new("profession", ["code"], Referenced: true),
        new("retirement_age", ["year", "sex", "regime"], Referenced: false),
        new("series", ["code"], Referenced: true),
        new("statistic", ["series", "unit_id", "year", "source"], Referenced: false),
        new("published_headcount", ["unit_id", "profession_code", "year"], Referenced: false),
    ];
}
