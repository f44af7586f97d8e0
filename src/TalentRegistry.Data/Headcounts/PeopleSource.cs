using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Headcounts;

/// <summary>
/// What answers a question: the cells of a grain, or careers. The one place that decides; both give rows of the same columns and
/// so the same answer, which tests hold them to.
/// </summary>
/// <param name="Grain">The grain whose cells are read; null for careers, which answer any question under anybody's rights.</param>
/// <param name="Parts">Of the grain what the question needs.</param>
internal sealed record PeopleSource(CellParts? Grain, CellParts Parts)
{
    /// <summary>Careers.</summary>
    public static PeopleSource Careers { get; } = new(null, CellParts.None);

    /// <summary>The cheapest that may answer.</summary>
    public static PeopleSource For(HeadcountQuestion question, Role role)
    {
        // Cells hold everyone: only a planner counts everyone.
        if (role != Role.Planner || CellPartsOf.NeededBy(question) is not { } needed)
            return Careers;

        return new PeopleSource(CellPartsOf.Grains.First(grain => (grain & needed) == needed), needed);
    }

    /// <summary>The rows as an item of FROM, named s.</summary>
    /// <param name="asOf">Day of counting.</param>
    /// <param name="argument">Adds a value and gives its place in the text.</param>
    public string From(DateOnly asOf, Func<object, string> argument)
    {
        if (Grain is not { } grain)
            return "registry.career_span s";

        var columns = string.Concat(CellPartsOf.ColumnsOf(Parts).Select(column => column + ", "));
        var cells = $"SELECT {columns}people FROM registry.headcount_cell WHERE grain = {(int)grain:D} AND year = {argument((short)asOf.Year)}";
        var end = new DateOnly(asOf.Year, 12, 31);
        if (asOf == end)
            return $"({cells}) s";

        // Cells stand at the end of the year; who came or left between the day and that end is taken back.
        var ofCareer = columns.Replace("age_band", $"registry.age_band({argument(asOf.Year)} - birth_year)", StringComparison.Ordinal);
        var (day, last) = (argument(asOf), argument(end));
        return $"""
            ({cells}
              UNION ALL SELECT {ofCareer}-1 FROM registry.career_span WHERE valid_from > {day} AND valid_from <= {last}
              UNION ALL SELECT {ofCareer}1 FROM registry.career_span WHERE valid_until > {day} AND valid_until <= {last}) s
            """;
    }
}
