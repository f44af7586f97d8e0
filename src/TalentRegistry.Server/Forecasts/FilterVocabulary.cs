using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Data;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Server.Forecasts;

/// <summary>Translates a plan's filter into cells of the supply model, as far as the model tells people apart.</summary>
internal sealed class FilterVocabulary
{
    private readonly Dictionary<string, (bool University, bool Postgraduate, int Rank)> levels = [];
    private readonly Dictionary<string, string> sectorOfProfession = [];
    private readonly List<(string Code, string? Parent)> sectors = [];

    private FilterVocabulary()
    {
    }

    public static async Task<FilterVocabulary> ReadAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        var vocabulary = new FilterVocabulary();
        await using var batch = database.Owner.CreateBatch();
        batch.BatchCommands.Add(new("SELECT code, university_or_above, postgraduate, rank FROM reference.degree_level WHERE scheme IN ('education', 'clinical_specialist')"));
        batch.BatchCommands.Add(new("SELECT code, parent_code FROM reference.sector"));
        batch.BatchCommands.Add(new("SELECT code, sector_code FROM reference.profession"));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            vocabulary.levels.Add(reader.GetString(0), (reader.GetBoolean(1), reader.GetBoolean(2), reader.GetInt16(3)));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            vocabulary.sectors.Add((reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1)));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            vocabulary.sectorOfProfession.Add(reader.GetString(0), reader.GetString(1));
        return vocabulary;
    }

    /// <summary>Sector in which the profession usually works.</summary>
    public string SectorOf(string profession) => sectorOfProfession[profession];

    /// <summary>
    /// The cells of the people who pass; null where the model does not tell them apart: it knows no age limits, leadership ranks,
    /// kinds of employment or levels of government, and no degree level other than university and postgraduate.
    /// </summary>
    public SupplySelection? CellsOf(PeopleFilter filter, IReadOnlySet<string> units)
    {
        if (filter.AgeUnder is not null || filter.LeadershipRankAtLeast is not null || filter.EmploymentKinds.Count > 0 || filter.GovernmentLevels.Count > 0)
            return null;

        IReadOnlySet<DegreeBand>? bands = null;
        if (filter.DegreeLevelAtLeast is { } level && (bands = BandsFrom(level)) is null)
            return null;

        return new SupplySelection
        {
            Units = units,
            Professions = filter.Professions.Count > 0 ? filter.Professions.ToHashSet() : null,
            Sectors = filter.Sectors.Count > 0 ? filter.Sectors.SelectMany(WithParts).ToHashSet() : null,
            Bands = bands,
        };
    }

    // "From this level up" is a set of bands only if the band begins exactly there.
    private HashSet<DegreeBand>? BandsFrom(string level)
    {
        var from = levels.Values.Where(other => other.Rank >= levels[level].Rank).ToHashSet();
        if (from.SetEquals(levels.Values.Where(other => other.University)))
            return [DegreeBand.University, DegreeBand.Postgraduate];
        if (from.SetEquals(levels.Values.Where(other => other.Postgraduate)))
            return [DegreeBand.Postgraduate];
        return null;
    }

    private IEnumerable<string> WithParts(string sector) =>
        sectors.Where(part => part.Parent == sector).SelectMany(part => WithParts(part.Code)).Prepend(sector);
}
