using TalentRegistry.Data.Demo;
using TalentRegistry.Data.Loading;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Demo;

/// <summary>The small demo registry, all of it.</summary>
public sealed class SmallRegistry
{
    public SmallRegistry()
    {
        Content = DemoRegistry.Generate(DemoSize.Small, Repository.Path("db"));
        Dossiers = [.. Content.Dossiers];
        Agencies = Content.Agencies.ToDictionary(agency => agency.Id);
    }

    public RegistryContent Content { get; }

    public IReadOnlyList<Dossier> Dossiers { get; }

    public IReadOnlyDictionary<Guid, Agency> Agencies { get; }

    public static bool Holds(Posting posting, DateOnly day) => posting.ValidFrom <= day && (posting.ValidUntil is null || posting.ValidUntil > day);
}

/// <summary>Where agencies lie on the map of 30 June 2025, by their seats.</summary>
internal sealed class Places(string dbFolder)
{
    private readonly UnitMap map = new(dbFolder);

    public Dictionary<Guid, string> ProvincesOf(RegistryContent content) =>
        content.Agencies.ToDictionary(agency => agency.Id, agency => map[DistrictOf(agency)].ParentId);

    public string DistrictOf(Agency agency)
    {
        var seat = map[agency.Seats[0].UnitId];
        return map.DistrictOfNew(seat.Id) ?? seat.ParentId;
    }
}
