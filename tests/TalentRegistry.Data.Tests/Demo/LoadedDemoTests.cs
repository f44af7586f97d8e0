using TalentRegistry.Data.Demo;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Demo;

/// <summary>The small demo registry in a database: every constraint of the schema has let it through.</summary>
public sealed class LoadedDemoTests(LoadedDemoTests.DemoDatabase demo) : IClassFixture<LoadedDemoTests.DemoDatabase>
{
    [Fact]
    public void All_people_degrees_and_postings_arrive()
    {
        var dossiers = DemoCensus.Small.Dossiers;

        Assert.Equal(
            (DemoCensus.Small.Content.Agencies.Count, dossiers.Count, dossiers.Sum(dossier => dossier.Degrees.Count), dossiers.Sum(dossier => dossier.Postings.Count)),
            (demo.Summary.Agencies, demo.Summary.People, demo.Summary.Degrees, demo.Summary.Postings));
    }

    [Fact]
    public async Task All_other_records_arrive_and_no_rule_speaks_against_them()
    {
        var records = DemoCensus.Small.Dossiers.SelectMany(dossier => dossier.Records).ToList();
        var context = new RuleContext(DemoRegistry.LastDay, new HashSet<string>(), new Dictionary<string, LevelStanding>());
        var faults = DemoCensus.Small.Dossiers.Where(dossier => dossier.Records.Count > 0).SelectMany(dossier =>
        {
            var person = new PersonEntry("Người Mẫu", dossier.Person.Sex, dossier.Person.DateOfBirth, dossier.Person.BirthYear, "01", null, null, null, Guid.Empty, dossier.Person.DeceasedOn);
            var degrees = dossier.Degrees.Aggregate(new DossierEntries(dossier.Person.Id, person), (known, degree) => known.With(
                degree.Id, new DegreeEntry(degree.LevelCode, null, null, "VN", degree.AwardedYear, null, null)));
            return DossierRules.BroughtBy(degrees, dossier.Records.Aggregate(degrees, (known, record) => known.With(record.Id, record)), context);
        });

        Assert.Equal(
            records.CountBy(record => SnakeCase.Of(record.Part)).Select(kind => $"{kind.Key} {kind.Value}").Order(StringComparer.Ordinal),
            (await ReadAsync(string.Join(" UNION ALL ", DossierKinds.Entries.Keys.Except([DossierPart.Degree, DossierPart.Posting]).Select(part =>
                $"SELECT '{SnakeCase.Of(part)} ' || count(*) FROM registry.{SnakeCase.Of(part)} HAVING count(*) > 0")))).Order(StringComparer.Ordinal));
        Assert.Empty(faults.CountBy(fault => fault.Code));
    }

    [Theory]
    [InlineData("2025-06-30", "P11 P12 P30.1 P62.1", true)]
    [InlineData("2026-06-30", "P11 P12 P31.2 P51.2", false)]
    public async Task Every_agency_has_its_place_on_the_map_of_the_day(string day, string provinces, bool inDistricts)
    {
        var found = await ReadAsync(
            $"SELECT province_id || ' ' || bool_and((district_id IS NOT NULL) = {inDistricts}) FROM registry.agency_place('{day}') GROUP BY province_id ORDER BY 1");

        Assert.Equal(provinces.Split(' ').Select(province => province + " true"), found);
    }

    [Fact]
    public async Task Headcounts_by_district_are_those_of_the_generator()
    {
        var places = new Places(Repository.Path("db"));
        var generated = DemoCensus.Small.Dossiers.SelectMany(dossier => dossier.Postings)
            .Where(posting => posting.ValidUntil is null)
            .CountBy(posting => places.DistrictOf(DemoCensus.Small.Agencies[posting.AgencyId]))
            .Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal);

        Assert.Equal(generated, await ReadAsync(
            """
            SELECT w.district_id || ' ' || count(*) FROM registry.posting p
              JOIN registry.agency_place('2025-06-30') w ON w.agency_id = p.agency_id
             WHERE p.valid_until IS NULL GROUP BY w.district_id ORDER BY w.district_id
            """));
    }

    private async Task<List<string>> ReadAsync(string sql)
    {
        await using var command = demo.Database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }

    public sealed class DemoDatabase : ReferenceDatabase
    {
        public LoadSummary Summary { get; private set; } = null!;

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            using var protector = new CitizenIdProtector(new byte[32]);
            Summary = await new BulkLoader(Database, protector).LoadAsync(DemoCensus.Small.Content, null, CancellationToken.None);
        }
    }
}
