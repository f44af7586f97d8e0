using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Loading;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Testing;

/// <summary>
/// People for tests and measurements: every combination of attributes occurs, nothing follows a real distribution.
/// 1.4 degrees and 2 postings a person on average; agencies sit in the communes of the plans' provinces, old and new.
/// The same seed gives the same content.
/// </summary>
public sealed class SyntheticRegistry
{
    private static readonly string[] FamilyNames = ["Nguyễn", "Lò", "Vàng", "Trần", "Quàng", "Giàng", "Đỗ", "A"];
    private static readonly string[] MiddleNames = ["Văn", "Thị", "Đức", "A", "Thị Ngọc", "Minh"];
    private static readonly string[] GivenNames = ["Anh", "Bình", "Chương", "Đạt", "Êm", "Hương", "Lềnh", "Mỷ", "Ơn", "Ứng", "Yến"];
    private static readonly string[] EthnicGroups = ["01", "01", "01", "01", "01", "01", "02", "03", "03", "08", "12", "13", "14", "50"];
    private static readonly DateOnly Reform = new(2025, 7, 1);
    private readonly List<(string Old, string? New)> communes;
    private readonly List<(string Code, string Sector)> professions;

    private SyntheticRegistry(List<(string, string?)> communes, List<(string, string)> professions) =>
        (this.communes, this.professions) = (communes, professions);

    /// <summary>Makes content for a database whose reference lists are loaded.</summary>
    public static async Task<SyntheticRegistry> ForAsync(RegistryDatabase database)
    {
        var places = new List<(string, string?)>();
        await using (var command = database.Owner.CreateCommand(
            """
            SELECT u.id, min(c.successor_id)
              FROM reference.administrative_unit u LEFT JOIN reference.unit_change c ON c.predecessor_id = u.id
             WHERE u.level = 'commune' AND u.valid_until = '2025-07-01' GROUP BY u.id ORDER BY u.id
            """))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync())
                places.Add((reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1)));

        var work = new List<(string, string)>();
        await using (var command = database.Owner.CreateCommand("SELECT code, sector_code FROM reference.profession ORDER BY code"))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync())
                work.Add((reader.GetString(0), reader.GetString(1)));
        return new SyntheticRegistry(places, work);
    }

    /// <summary>People with their agencies, about one agency for thirty people and at least twenty.</summary>
    public RegistryContent Content(int people, int seed = 1)
    {
        var agencies = Agencies(Math.Max(20, people / 30), seed);
        return new RegistryContent(agencies, [], people, People(people, seed, agencies));
    }

    private List<Agency> Agencies(int count, int seed)
    {
        var random = new Random(seed);
        var agencies = new List<Agency>(count);
        for (var i = 0; i < count; i++)
        {
            var (before, after) = communes[i * 7 % communes.Count];
            // Every tenth stands over the nine that follow.
            var parent = i % 10 == 0 ? null : (Guid?)agencies[i - i % 10].Id;
            var agency = new Agency(
                Identifier(random), string.Create(CultureInfo.InvariantCulture, $"S{seed}-{i:00000}"), $"Cơ quan số {i}", "office",
                professions[i % professions.Count].Sector, (GovernmentLevel)(i % 4), (Ownership)(i % 6), parent, new DateOnly(1975, 5, 1), null, synthetic: true);
            agency.Add(new AgencySeat(agency.Id, before, agency.ValidFrom, after is null ? null : Reform));
            if (after is not null)
                agency.Add(new AgencySeat(agency.Id, after, Reform, null));
            agencies.Add(agency);
        }

        return agencies;
    }

    private IEnumerable<Dossier> People(int count, int seed, List<Agency> agencies)
    {
        var random = new Random(seed + 1);
        for (var i = 0; i < count; i++)
            yield return Person(random, i, agencies);
    }

    private Dossier Person(Random random, int number, List<Agency> agencies)
    {
        var sex = (Sex)random.Next(2);
        var born = new DateOnly(1958, 1, 1).AddDays(random.Next(44 * 365));
        var first = agencies[random.Next(agencies.Count)];
        var second = agencies[random.Next(agencies.Count)];
        var person = new Person(
            Identifier(random), $"{Pick(random, FamilyNames)} {Pick(random, MiddleNames)} {Pick(random, GivenNames)}", sex,
            random.Next(20) == 0 ? null : born, born.Year, Pick(random, EthnicGroups), second.Id, communes[random.Next(communes.Count)].Old, synthetic: true);

        var degrees = new List<Degree>(2) { new(Identifier(random), person.Id, random.Next(4) == 0 ? "E30" : "E40", "091", born.Year + 22, "Trường Đại học thử nghiệm", (StudyMode)random.Next(4)) };
        if (random.Next(10) < 4)
            degrees.Add(new Degree(Identifier(random), person.Id, random.Next(8) == 0 ? "E60" : "E50", "041", born.Year + 28 + random.Next(10)));

        var hired = new DateOnly(born.Year + 22, 9, 1).AddDays(random.Next(400));
        var moved = hired.AddDays(200 + random.Next(2000));
        var left = random.Next(5) == 0 ? moved.AddDays(100 + random.Next(4000)) : (DateOnly?)null;
        var postings = new[]
        {
            Posting(random, person.Id, first.Id, hired, moved, PostingEnd.Move),
            Posting(random, person.Id, second.Id, moved, left, left is null ? null : PostingEnd.Resignation),
        };
        return new Dossier(person, CitizenId.Compose("011", sex, born.Year, number % 1_000_000), degrees, postings);
    }

    private Posting Posting(Random random, Guid person, Guid agency, DateOnly from, DateOnly? until, PostingEnd? end) => new(
        Identifier(random), person, agency, from, until, professions[random.Next(professions.Count)].Code, "Chuyên viên",
        (EmploymentKind)random.Next(6), random.Next(8) == 0 ? (LeadershipRank)random.Next(4) : null, end, "E40");

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static Guid Identifier(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
