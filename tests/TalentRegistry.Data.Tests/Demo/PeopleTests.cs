using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TalentRegistry.Data.Demo;
using TalentRegistry.Domain.People;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Demo;

public sealed class PeopleTests
{
    private static readonly string Db = Repository.Path("db");
    private static readonly SmallRegistry Registry = DemoCensus.Small;

    [Fact]
    public void Citizen_ids_are_unique_and_tell_sex_and_year_of_birth()
    {
        Assert.Equal(Registry.Dossiers.Count, Registry.Dossiers.Select(dossier => dossier.CitizenId).Distinct().Count());
        Assert.All(Registry.Dossiers, dossier =>
        {
            Assert.True(CitizenId.TryParse(dossier.CitizenId.ToString(), out var id));
            Assert.Equal((dossier.Person.Sex, dossier.Person.BirthYear), (id.Sex, id.BirthYear));
        });
    }

    [Theory]
    [InlineData("14", Sex.Male, "^A \\S+$")]
    [InlineData("14", Sex.Female, "^Y \\S+$")]
    [InlineData("13", Sex.Female, "^Y \\S+$")]
    [InlineData("03", Sex.Female, "^(Lò|Quàng|Cà|Lường|Tòng|Vì|Hoàng|Điêu|Bạc|Cầm|Đèo|Lèo|Mào|Khoàng|Lù|Vàng|Tao|Hà) .+")]
    [InlineData("08", Sex.Male, "^\\S+ A \\S+$")]
    [InlineData("08", Sex.Female, "^\\S+ Thị \\S+$")]
    [InlineData("01", Sex.Male, "^\\S+ \\S+ \\S+$")]
    public void Names_follow_the_customs_of_the_ethnic_group(string ethnicGroup, Sex sex, string pattern)
    {
        var names = new NameBook(Db);
        var random = new SeededRandom(7);

        for (var i = 0; i < 200; i++)
            Assert.Matches(pattern, names.Draw(ethnicGroup, sex == Sex.Female, random));
        Assert.All(
            Registry.Dossiers.Where(dossier => dossier.Person.EthnicGroupCode == ethnicGroup && dossier.Person.Sex == sex),
            dossier => Assert.Matches(pattern, dossier.Person.FullName));
    }

    [Fact]
    public void Every_ethnic_group_of_the_staff_has_names_for_both_sexes()
    {
        var names = new NameBook(Db);
        foreach (var row in CsvTable.Read(Db, "demo", "staff_ethnicity.csv"))
            foreach (var female in new[] { true, false })
                Assert.Contains(' ', names.Draw(row["ethnic_group_code"], female, new SeededRandom(1)));
    }

    [Fact]
    public void Shares_of_women_are_those_of_the_professions()
    {
        Assert.InRange(WomenAmong("teacher_kindergarten"), 0.97, 1);
        Assert.InRange(WomenAmong("teacher_primary"), 0.7, 0.84);
        Assert.InRange(WomenAmong("construction_engineer"), 0.06, 0.24);

        static double WomenAmong(string profession) => Registry.Dossiers
            .Where(dossier => dossier.Postings[^1].ProfessionCode == profession)
            .Average(dossier => dossier.Person.Sex == Sex.Female ? 1.0 : 0.0);
    }

    [Fact]
    public void Codes_are_those_of_the_reference_lists()
    {
        var units = Codes("administrative_unit", "id");
        var (professions, levels, fields) = (Codes("profession", "code"), Codes("degree_level", "code"), Codes("field_of_study", "code"));
        var (sectors, ethnicGroups) = (Codes("sector", "code"), Codes("ethnic_group", "code"));
        Assert.Subset(sectors, Registry.Content.Agencies.Select(agency => agency.SectorCode).ToHashSet());
        Assert.Subset(units, Registry.Content.Agencies.SelectMany(agency => agency.Seats).Select(seat => seat.UnitId).ToHashSet());
        Assert.Subset(units, Registry.Dossiers.Select(dossier => dossier.Person.HomeUnitId!).ToHashSet());
        Assert.Subset(ethnicGroups, Registry.Dossiers.Select(dossier => dossier.Person.EthnicGroupCode).ToHashSet());
        Assert.Subset(professions, Registry.Dossiers.SelectMany(dossier => dossier.Postings).Select(posting => posting.ProfessionCode).ToHashSet());
        Assert.Subset(levels, Registry.Dossiers.SelectMany(dossier => dossier.Degrees).Select(degree => degree.LevelCode).ToHashSet());
        Assert.Subset(fields, Registry.Dossiers.SelectMany(dossier => dossier.Degrees).Select(degree => degree.FieldCode!).ToHashSet());

        static HashSet<string> Codes(string file, string column) =>
            CsvTable.Read(Db, "reference", file + ".csv").Select(row => row[column]).ToHashSet();
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("vi-VN")]
    public void A_seed_gives_the_same_registry_in_any_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(HashOf(Registry), HashOf(new SmallRegistry()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Dossiers_enumerated_again_are_the_same() =>
        Assert.Equal(
            Registry.Dossiers.Take(300).Select(dossier => (dossier.Person.Id, dossier.Person.FullName, dossier.CitizenId)),
            Registry.Content.Dossiers.Take(300).Select(dossier => (dossier.Person.Id, dossier.Person.FullName, dossier.CitizenId)));

    [Fact]
    public void Another_seed_gives_other_people()
    {
        var other = DemoRegistry.Generate(DemoSize.Small, Db, seed: 46).Dossiers.First();

        Assert.NotEqual(Registry.Dossiers[0].Person.Id, other.Person.Id);
    }

    private static string HashOf(SmallRegistry registry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var agency in registry.Content.Agencies)
            Append($"{agency.Id} {agency.Code} {agency.Name} {agency.ParentId} {agency.ValidFrom:O} {agency.ValidUntil:O}");
        foreach (var (person, citizenId, degrees, postings) in registry.Dossiers)
        {
            Append($"{person.Id} {person.FullName} {person.Sex} {person.DateOfBirth:O} {person.HomeUnitId} {person.DeceasedOn:O} {citizenId}");
            foreach (var degree in degrees)
                Append($"{degree.Id} {degree.LevelCode} {degree.FieldCode} {degree.AwardedYear} {degree.Institution} {degree.StudyMode}");
            foreach (var posting in postings)
                Append($"{posting.Id} {posting.AgencyId} {posting.ValidFrom:O} {posting.ValidUntil:O} {posting.PositionTitle} {posting.LeadershipRank}");
        }

        return Convert.ToHexString(hash.GetHashAndReset());

        void Append(FormattableString line) => hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant(line)));
    }
}
