using Npgsql;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Forecasts;

/// <summary>A main posting, with what decides where it is counted.</summary>
/// <param name="PersonId">Tells apart whose postings follow each other; nothing else is known of the person.</param>
/// <param name="From">First day.</param>
/// <param name="Until">First day after it; null while it goes on.</param>
/// <param name="EndReason">Why it ended.</param>
/// <param name="ProfessionCode">Profession.</param>
/// <param name="SectorCode">Sector of the agency.</param>
/// <param name="UnitId">District on the map of 30 June 2025; the province where the agency's seat names no district.</param>
/// <param name="ProvinceId">Province on that map.</param>
/// <param name="Sex">Sex.</param>
/// <param name="BirthYear">Year of birth.</param>
/// <param name="Degrees">When they earned their degrees.</param>
/// <param name="BirthMonth">Month of birth, 0 where only the year is known.</param>
public sealed record CareerPosting(
    Guid PersonId, DateOnly From, DateOnly? Until, PostingEnd? EndReason, string ProfessionCode, string SectorCode,
    string UnitId, string ProvinceId, Sex Sex, int BirthYear, DegreeYears Degrees, int BirthMonth)
{
    /// <summary>Reads the main postings of all people that touch some years, by person and first day, as the owner; to be tallied, and never shown.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="firstYear">First year, included.</param>
    /// <param name="lastYear">Last year, included.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<IReadOnlyList<CareerPosting>> ReadAsync(RegistryDatabase database, int firstYear, int lastYear, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            """
            SELECT p.person_id, p.valid_from, p.valid_until, p.end_reason, p.profession_code, a.sector_code,
                   coalesce(w.district_id, w.province_id), w.province_id,
                   o.sex, o.birth_year, b.intermediate_year, b.college_year, b.university_year, b.postgraduate_year, b.doctor_year, extract(month FROM o.date_of_birth)::int
              FROM registry.posting p
              JOIN registry.person o ON o.id = p.person_id
              JOIN registry.agency a ON a.id = p.agency_id
              JOIN registry.agency_place(DATE '2025-06-30') w ON w.agency_id = a.id
              LEFT JOIN registry.degree_band b ON b.person_id = p.person_id
             WHERE p.is_main AND p.valid_from <= $2 AND (p.valid_until IS NULL OR p.valid_until >= $1)
             ORDER BY p.person_id, p.valid_from
            """);
        command.Parameters.Add(new() { Value = new DateOnly(firstYear, 1, 1) });
        command.Parameters.Add(new() { Value = new DateOnly(lastYear, 12, 31) });
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (postings, words) = (new List<CareerPosting>(), new Dictionary<string, string>(StringComparer.Ordinal));
        while (await reader.ReadAsync(cancellationToken)) postings.Add(Read(reader, words));
        return postings;
    }

    // A few hundred codes for all postings: each is kept once.
    private static CareerPosting Read(NpgsqlDataReader row, Dictionary<string, string> words)
    {
        return new(
            row.GetGuid(0), row.GetFieldValue<DateOnly>(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateOnly>(2),
            row.IsDBNull(3) ? null : SnakeCase.Parse<PostingEnd>(row.GetString(3)), Word(4), Word(5), Word(6), Word(7),
            SnakeCase.Parse<Sex>(row.GetString(8)), row.GetInt16(9), new(YearAt(10), YearAt(11), YearAt(12), YearAt(13), YearAt(14)),
            row.IsDBNull(15) ? 0 : row.GetInt32(15));

        int? YearAt(int column) => row.IsDBNull(column) ? null : row.GetInt16(column);

        string Word(int column)
        {
            var read = row.GetString(column);
            return words.TryAdd(read, read) ? read : words[read];
        }
    }

    /// <summary>Year of the last day; null where there is none.</summary>
    internal int? LastYear => Until?.AddDays(-1).Year;

    internal bool IsInGroupOf(CareerPosting other) =>
        (UnitId, SectorCode, ProfessionCode) == (other.UnitId, other.SectorCode, other.ProfessionCode);

    /// <summary>The cell with the band as the year opens: a degree of the year counts from the next.</summary>
    internal CareerCell CellIn(int year) =>
        new(UnitId, SectorCode, ProfessionCode, BandAtOpeningOf(Math.Max(year, From.Year + 1)), Sex, year - BirthYear);

    internal bool UpgradesIn(int year) => year > From.Year && BandAtOpeningOf(year + 1) > BandAtOpeningOf(year);

    internal double ShareOf(int year)
    {
        var start = From > new DateOnly(year, 1, 1) ? From : new DateOnly(year, 1, 1);
        var end = Until is { } until && until < new DateOnly(year + 1, 1, 1) ? until : new DateOnly(year + 1, 1, 1);
        return (end.DayNumber - start.DayNumber) / (DateTime.IsLeapYear(year) ? 366.0 : 365.0);
    }

    // A recruit's band is the one on hiring, degrees of that year included.
    private DegreeBand BandAtOpeningOf(int year) =>
        Degrees.Doctor < year ? DegreeBand.Doctor
        : Degrees.Master < year ? DegreeBand.Master
        : Degrees.University < year ? DegreeBand.University
        : Degrees.College < year ? DegreeBand.College
        : Degrees.Intermediate < year ? DegreeBand.Intermediate
        : DegreeBand.BelowIntermediate;
}

/// <summary>The first year of award of a degree of each level or of a higher one; null for none.</summary>
/// <param name="Intermediate">Trung cấp.</param>
/// <param name="College">Cao đẳng.</param>
/// <param name="University">Đại học.</param>
/// <param name="Master">Thạc sĩ.</param>
/// <param name="Doctor">Tiến sĩ.</param>
public readonly record struct DegreeYears(int? Intermediate, int? College, int? University, int? Master, int? Doctor);
