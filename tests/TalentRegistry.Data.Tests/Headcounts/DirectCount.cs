using TalentRegistry.Data.Access;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Headcounts;

/// <summary>
/// The count without cells and careers: every main posting of the day with its person, agency, seat and degrees, told apart by a
/// plain loop. Places come from the function that computed them before they were kept (migration 0006).
/// </summary>
internal static class DirectCount
{
    /// <summary>Makes the old function of places in a database, as public.place_computed.</summary>
    public static async Task PrepareAsync(RegistryDatabase database)
    {
        var migration = await File.ReadAllTextAsync(Repository.Path("db", "migrations", "0006_places.sql"));
        var start = migration.IndexOf("CREATE FUNCTION registry.agency_place", StringComparison.Ordinal);
        var text = migration[start..(migration.IndexOf("$$;", start, StringComparison.Ordinal) + 3)].Replace("registry.agency_place", "public.place_computed", StringComparison.Ordinal);
        await using var command = database.Owner.CreateCommand(text);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Cells as codes, joined by a slash, with their people.</summary>
    public static async Task<SortedDictionary<string, int>> CellsAsync(RegistrySession session, HeadcountQuestion question, IReadOnlyDictionary<string, int> ranks, ILookup<string?, string> sectorParts)
    {
        var cells = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var person in await PeopleAsync(session, question))
        {
            if (!Passes(person, question, ranks, sectorParts))
                continue;

            var key = string.Join('/', question.By.Select(by => CodeOf(by, person, question.AsOf.Year)));
            cells[key] = cells.GetValueOrDefault(key) + 1;
        }

        return cells;
    }

    private static async Task<List<Facts>> PeopleAsync(RegistrySession session, HeadcountQuestion question)
    {
        // Only officers may read the column: nobody else is asked for it here.
        var ethnicGroup = session.Role == Role.Hr ? "o.ethnic_group_code" : "''";
        await using var command = session.Command(
            $"""
            SELECT p.profession_code, p.employment_kind, p.leadership_rank, a.sector_code, a.government_level, o.birth_year, o.sex, {ethnicGroup},
                   w.commune_id, w.district_id, w.province_id, h.code, h.broad
              FROM registry.posting p JOIN registry.person o ON o.id = p.person_id JOIN registry.agency a ON a.id = p.agency_id
              LEFT JOIN public.place_computed($2) w ON w.agency_id = a.id
              LEFT JOIN LATERAL (SELECT l.code, coalesce(f.parent_code, f.code) AS broad
                                   FROM registry.degree g JOIN reference.degree_level l ON l.code = g.level_code LEFT JOIN reference.field_of_study f ON f.code = g.field_code
                                  WHERE g.person_id = p.person_id AND g.awarded_year <= extract(year FROM $1) AND l.scheme IN ('education', 'clinical_specialist')
                                  ORDER BY l.rank DESC, l.code DESC, coalesce(f.parent_code, f.code) DESC NULLS LAST LIMIT 1) h ON true
             WHERE p.is_main AND p.valid_from <= $1 AND (p.valid_until IS NULL OR p.valid_until > $1)
            """);
        command.Parameters.Add(new() { Value = question.AsOf });
        command.Parameters.Add(new() { Value = question.MapAsOf });
        await using var reader = await command.ExecuteReaderAsync();
        var people = new List<Facts>();
        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        while (await reader.ReadAsync())
            people.Add(new Facts(reader.GetString(0), reader.GetString(1), Text(2), reader.GetString(3), Text(4), reader.GetInt16(5), reader.GetString(6), reader.GetString(7), Text(8), Text(9), Text(10), Text(11), Text(12)));
        return people;
    }

    private static bool Passes(Facts person, HeadcountQuestion question, IReadOnlyDictionary<string, int> ranks, ILookup<string?, string> sectorParts)
    {
        var (filter, age) = (question.Filter, question.AsOf.Year - person.BirthYear);
        IEnumerable<string> WithParts(string sector) => sectorParts[sector].SelectMany(WithParts).Prepend(sector);
        return (filter.Units.Count == 0 || filter.Units.Any(unit => unit == person.Commune || unit == person.District || unit == person.Province))
            && (filter.Sexes.Count == 0 || filter.Sexes.Contains(SnakeCase.Parse<Sex>(person.Sex)))
            && (filter.EthnicGroups.Count == 0 || filter.EthnicGroups.Contains(person.EthnicGroup))
            && (filter.AgeAtLeast is not { } least || age >= least)
            && (filter.People.AgeUnder is not { } under || age < under)
            && (filter.People.Professions.Count == 0 || filter.People.Professions.Contains(person.Profession))
            && (filter.People.Sectors.Count == 0 || filter.People.Sectors.SelectMany(WithParts).Contains(person.Sector))
            && (filter.People.EmploymentKinds.Count == 0 || filter.People.EmploymentKinds.Contains(SnakeCase.Parse<EmploymentKind>(person.Employment)))
            && (filter.People.GovernmentLevels.Count == 0 || (person.Government is { } government && filter.People.GovernmentLevels.Contains(SnakeCase.Parse<GovernmentLevel>(government))))
            && (filter.People.LeadershipRankAtLeast is not { } rank || (person.Rank is { } held && SnakeCase.Parse<LeadershipRank>(held) >= rank))
            && (filter.People.DegreeLevelAtLeast is not { } level || (person.Level is { } highest && ranks[highest] >= ranks[level]));
    }

    private static string? CodeOf(HeadcountDimension by, Facts person, int year) => by switch
    {
        HeadcountDimension.Sector => person.Sector,
        HeadcountDimension.Province => person.Province,
        HeadcountDimension.District => person.District,
        HeadcountDimension.Commune => person.Commune,
        HeadcountDimension.Profession => person.Profession,
        HeadcountDimension.DegreeLevel => person.Level,
        HeadcountDimension.Field => person.Field,
        HeadcountDimension.Sex => person.Sex,
        HeadcountDimension.AgeBand => (year - person.BirthYear) switch { < 25 => "0-24", >= 65 => "65+", var age => $"{age / 5 * 5}-{age / 5 * 5 + 4}" },
        HeadcountDimension.EthnicGroup => person.EthnicGroup,
        HeadcountDimension.EmploymentKind => person.Employment,
        HeadcountDimension.LeadershipRank => person.Rank,
        _ => throw new ArgumentOutOfRangeException(nameof(by)),
    };

    private sealed record Facts(
        string Profession, string Employment, string? Rank, string Sector, string? Government, int BirthYear, string Sex, string EthnicGroup,
        string? Commune, string? District, string? Province, string? Level, string? Field);
}
