using TalentRegistry.Data.Loading;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Demo;

/// <summary>
/// Turns a simulated career into the records of a person. What is drawn here depends only on the seed and the number of the
/// person, so dossiers may be asked for again, or in any order.
/// </summary>
internal sealed class DossierWriter(DemoAssumptions given, int seed)
{
    private const int MostPostings = 64;
    private const int MostDegrees = 8;

    private readonly NameBook names = new(given.Folder);
    private readonly InstitutionBook institutions = new(given.Folder, given.Ladder);
    private readonly HomePlaces homes = new(given);
    private readonly RecordWriter records = new(given.Ladder, seed);

    public Dossier Write(Career career)
    {
        var random = new SeededRandom(SeededRandom.Mix((ulong)seed ^ (ulong)career.Number << 20));
        var bodies = given.Tree.Bodies;
        var last = bodies[career.Stints[^1].Body];
        var sex = career.Female ? Sex.Female : Sex.Male;
        var id = SeededRandom.Identifier(seed, RecordKind.Person, career.Number);
        var home = homes.Draw(last.Province, career.Ethnic, random);
        var person = new Person(
            id, names.Draw(career.Ethnic, career.Female, random), sex, career.YearOnly ? null : DateOnly.FromDayNumber(career.Born),
            career.BirthYear, career.Ethnic, Keeper(last).Id, home.UnitId, synthetic: true);
        if (DeathOf(career, random) is { } death)
            person.Decease(death);
        var (degrees, postings) = (Degrees(career, id, last.Province, random), Postings(career, id));
        return new Dossier(
            person, CitizenId.Compose(home.RegistrationCode, sex, career.BirthYear, SerialOf(career.Number)), degrees, postings)
        {
            Records = records.Write(career, person, postings),
        };
    }

    // One to one over a million numbers (387,420,489 = 3^18 shares no factor with 10^6), so no two people share a citizen ID.
    private static int SerialOf(int number) => (int)((number * 387_420_489L + 271_828) % 1_000_000);

    // The dossier of a closed body is kept by the one to which it went over.
    private Body Keeper(Body body) => body.Successors.Count == 0 ? body : given.Tree.Bodies[body.Successors[0]];

    private DateOnly? DeathOf(Career career, SeededRandom random)
    {
        if (career.DiedOn > 0)
            return DateOnly.FromDayNumber(career.DiedOn);
        if (career.Stints[^1] is not { End: (sbyte)PostingEnd.Retirement } last)
            return null;

        for (var day = last.Until; day + 365 <= DemoRegistry.LastDay.DayNumber; day += 365)
            if (random.Chance(given.Mortality.At(career.AgeOn(day), career.Female)))
                return DateOnly.FromDayNumber(day + random.Next(365));
        return null;
    }

    private Degree[] Degrees(Career career, Guid personId, Province province, SeededRandom random)
    {
        var degrees = new Degree[career.Awards.Count];
        for (var i = 0; i < degrees.Length; i++)
        {
            var award = career.Awards[i];
            degrees[i] = new Degree(
                SeededRandom.Identifier(seed, RecordKind.Degree, career.Number * MostDegrees + i), personId, given.Ladder.Code(award.Level),
                career.Field, award.Year, institutions.Draw(career.Field, province.Region, award.Level, random), award.Mode);
        }

        return degrees;
    }

    private Posting[] Postings(Career career, Guid personId)
    {
        var postings = new Posting[career.Stints.Count];
        for (var i = 0; i < postings.Length; i++)
        {
            var stint = career.Stints[i];
            var (rule, body) = (given.Rules[stint.Profession], given.Tree.Bodies[stint.Body]);
            LeadershipRank? rank = stint.Rank < 0 ? null : (LeadershipRank)stint.Rank;
            var kind = EmploymentIn(body, rule, rank);
            postings[i] = new Posting(
                SeededRandom.Identifier(seed, RecordKind.Posting, career.Number * MostPostings + i), personId, body.Id,
                DateOnly.FromDayNumber(stint.From), stint.Until == 0 ? null : DateOnly.FromDayNumber(stint.Until), rule.Code,
                TitleOf(stint, rule, body), kind, rank, stint.End < 0 ? null : (PostingEnd)stint.End,
                kind is EmploymentKind.Private or EmploymentKind.SelfEmployed ? null : rule.RequiredLevel);
        }

        return postings;
    }

    private string TitleOf(Stint stint, CareerRule rule, Body body) =>
        stint.Rank >= 0 && given.TitlesOf[body.Template.Kind][stint.Rank] is { Length: > 0 } title ? title : rule.Title;

    // The body decides: the law on cadres and civil servants covers offices, that on public employees covers service units.
    private static EmploymentKind EmploymentIn(Body body, CareerRule rule, LeadershipRank? rank) => body.Template.Kind switch
    {
        "self_employed" => EmploymentKind.SelfEmployed,
        "enterprise" or "bank" or "cooperative" => EmploymentKind.Private,
        "association" => EmploymentKind.Contract,
        "party_committee" or "mass_organisation" => EmploymentKind.Cadre,
        "people_committee" => rank >= LeadershipRank.DeputyHead ? EmploymentKind.Cadre : EmploymentKind.CivilServant,
        "department" or "division" or "court" => EmploymentKind.CivilServant,
        _ => rule.Employment is EmploymentKind.Private or EmploymentKind.CivilServant ? EmploymentKind.PublicEmployee : rule.Employment,
    };
}
