using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Data;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Server.Forecasts;

/// <summary>Translates a plan's filter into cells of the supply model, as far as the model tells people apart.</summary>
internal sealed class FilterVocabulary
{
    private readonly Dictionary<string, string> sectorOfProfession = [];
    private readonly Dictionary<string, string> levelOfProfession = [];
    private readonly List<(string Code, string? Parent)> sectors = [];

    private FilterVocabulary()
    {
    }

    public static async Task<FilterVocabulary> ReadAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        var vocabulary = new FilterVocabulary();
        await using var batch = database.Owner.CreateBatch();
        batch.BatchCommands.Add(new("SELECT code, parent_code FROM reference.sector"));
        batch.BatchCommands.Add(new("SELECT code, sector_code, usual_level_code FROM reference.profession"));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            vocabulary.sectors.Add((reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1)));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            vocabulary.sectorOfProfession.Add(reader.GetString(0), reader.GetString(1));
            vocabulary.levelOfProfession.Add(reader.GetString(0), reader.GetString(2));
        }

        return vocabulary;
    }

    /// <summary>Sector in which the profession usually works.</summary>
    public string SectorOf(string profession) => sectorOfProfession[profession];

    /// <summary>Years from a training place to a graduate: 2 for intermediate and lower levels, 3 for college, 4 for university, 5 for pharmacists, 6 for doctors and for professions that ask for a master's degree.</summary>
    public int YearsOfStudy(string profession) => levelOfProfession[profession] switch
    {
        "E42" or "E50" or "E60" => 6,
        "E43" => 5,
        "E40" or "E41" => 4,
        "E30" => 3,
        _ => 2,
    };

    /// <summary>The cells of the people who pass; null where the model does not tell them apart.</summary>
    public SupplySelection? CellsOf(PeopleFilter filter, IReadOnlySet<string> units) => filter.BeyondSupplyCells.Any()
        ? null
        : new SupplySelection
        {
            Units = units,
            Professions = filter.Professions.Count > 0 ? filter.Professions.ToHashSet() : null,
            Sectors = filter.Sectors.Count > 0 ? filter.Sectors.SelectMany(WithParts).ToHashSet() : null,
            Bands = filter.SupplyBands?.ToHashSet(),
        };

    /// <summary>Whether there is such a sector.</summary>
    public bool KnowsSector(string code) => sectors.Exists(sector => sector.Code == code);

    /// <summary>Whether there is such a profession.</summary>
    public bool KnowsProfession(string code) => sectorOfProfession.ContainsKey(code);

    /// <summary>A sector with all its parts.</summary>
    public IEnumerable<string> WithParts(string sector) =>
        sectors.Where(part => part.Parent == sector).SelectMany(part => WithParts(part.Code)).Prepend(sector);
}
