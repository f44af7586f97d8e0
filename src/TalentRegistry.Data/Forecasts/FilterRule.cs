using System.Collections.Frozen;
using Npgsql;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Forecasts;

/// <summary>A plan's filter over postings that are in memory; the database's own count is HeadcountQuery, and a test holds the two together.</summary>
internal sealed class FilterRule(PeopleFilter filter, FilterLists lists)
{
    private readonly FrozenSet<string> professions = filter.Professions.ToFrozenSet();
    private readonly FrozenSet<string> sectors = filter.Sectors.SelectMany(lists.WithParts).ToFrozenSet();
    private readonly FrozenSet<EmploymentKind> employment = filter.EmploymentKinds.ToFrozenSet();
    private readonly FrozenSet<GovernmentLevel> levels = filter.GovernmentLevels.ToFrozenSet();
    private readonly int? leastRank = filter.DegreeLevelAtLeast is { } level ? lists.RankOf(level) : null;

    /// <summary>Whether the posting passes what does not change while it lasts.</summary>
    public bool AdmitsPosting(in CountedPosting posting) =>
        (professions.Count == 0 || professions.Contains(posting.Profession))
        && (sectors.Count == 0 || sectors.Contains(posting.Sector))
        && (employment.Count == 0 || employment.Contains(posting.Employment))
        && (levels.Count == 0 || (posting.Level is { } level && levels.Contains(level)))
        && (filter.LeadershipRankAtLeast is not { } rank || posting.Leadership >= rank);

    /// <summary>Whether the person passes on 31 December of the year.</summary>
    public bool AdmitsYear(in CountedPosting posting, int year)
    {
        if (filter.AgeUnder is { } age && year - posting.BirthYear >= age)
            return false;
        if (leastRank is not { } least)
            return true;

        for (var i = 0; i < posting.DegreeYears.Length; i++)
        {
            if (posting.DegreeYears[i] <= year && posting.DegreeRanks[i] >= least)
                return true;
        }

        return false;
    }
}

/// <summary>The lists that a filter's codes refer to.</summary>
internal sealed class FilterLists(IReadOnlyDictionary<string, int> ranks, ILookup<string?, string> parts)
{
    public static async Task<FilterLists> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var ranks = new Dictionary<string, int>();
        var sectors = new List<(string? Parent, string Code)>();
        await using var command = new NpgsqlCommand(
            "SELECT code, rank, NULL FROM reference.degree_level UNION ALL SELECT code, NULL, coalesce(parent_code, '') FROM reference.sector", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.IsDBNull(2))
                ranks.Add(reader.GetString(0), reader.GetInt16(1));
            else
                sectors.Add((reader.GetString(2), reader.GetString(0)));
        }

        return new FilterLists(ranks, sectors.ToLookup(sector => sector.Parent, sector => sector.Code));
    }

    public int RankOf(string level) => ranks.TryGetValue(level, out var rank)
        ? rank
        : throw new KeyNotFoundException($"There is no degree level {level}.");

    /// <summary>A sector and all below it.</summary>
    public IEnumerable<string> WithParts(string sector) => parts[sector].SelectMany(WithParts).Prepend(sector);
}
