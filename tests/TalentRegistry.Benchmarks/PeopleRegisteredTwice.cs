using System.Text;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Benchmarks;

/// <summary>
/// People, some of them registered a second time by another hand: with at least one error, often several. Shares of the errors are assumed; they are told with the
/// results, error by error.
/// </summary>
internal sealed class PeopleRegisteredTwice
{
    private const string Tones = "\u0300\u0301\u0303\u0309\u0323";
    private readonly Random random;
    private readonly string[] homes;
    private readonly HashSet<string> taken = [];

    public PeopleRegisteredTwice(int people, int twice, int seed, string[] homes)
    {
        (random, this.homes) = (new Random(seed), homes);
        var names = new DrawnNames(random);
        var all = new List<Entry>(people);
        for (var i = 0; i < people - twice; i++)
            all.Add(Someone(names));
        // Drawn without putting back: nobody is registered three times.
        var originals = all.ToArray();
        random.Shuffle(originals);
        foreach (var original in originals.Take(twice))
        {
            Entry again;
            Errors errors;
            do
                (again, errors) = Again(original);
            while (errors == Errors.None);
            Pairs.Add(again.Id, (original.Id, errors));
            all.Add(again);
        }

        All = all;
    }

    [Flags]
    public enum Errors
    {
        None = 0,
        NameMistyped = 1,
        Tones = 2,
        WordsExchanged = 4,
        WordLeftOut = 8,
        DayAndMonthExchanged = 16,
        DateMistyped = 32,
        DateMissing = 64,
        CitizenIdMistyped = 128,
        CitizenIdMissing = 256,
        CitizenIdAnother = 512,
        HomeMissing = 1024,
        HomeAnother = 2048,
        SexWrong = 4096,
    }

    public static IReadOnlyDictionary<Errors, string> Words { get; } = new Dictionary<Errors, string>
    {
        [Errors.NameMistyped] = "a letter of the name too many, missing, wrong or exchanged",
        [Errors.Tones] = "marks left out, or a tone mark wrong",
        [Errors.WordsExchanged] = "words of the name in another order",
        [Errors.WordLeftOut] = "a middle name left out",
        [Errors.DayAndMonthExchanged] = "day and month of birth exchanged",
        [Errors.DateMistyped] = "a digit of the date of birth wrong",
        [Errors.DateMissing] = "only the year of birth, or 1 January",
        [Errors.CitizenIdMistyped] = "a digit of the citizen ID wrong, or two exchanged",
        [Errors.CitizenIdMissing] = "no citizen ID in one of the two",
        [Errors.CitizenIdAnother] = "another citizen ID altogether",
        [Errors.HomeMissing] = "no home place",
        [Errors.HomeAnother] = "another home place",
        [Errors.SexWrong] = "the other sex",
    };

    public IReadOnlyList<Entry> All { get; }

    /// <summary>By the second entry: the first, and what is wrong in the second.</summary>
    public Dictionary<Guid, (Guid Original, Errors Errors)> Pairs { get; } = [];

    private Entry Someone(DrawnNames names)
    {
        var (name, _, female) = names.Next();
        var born = new DateOnly(1955, 1, 1).AddDays(random.Next(17_500));
        var sex = female ? Sex.Female : Sex.Male;
        return new Entry(
            Guid.CreateVersion7(), name, Chance(0.08) ? null : born, born.Year, sex, Chance(0.1) ? null : Home(), Chance(0.3) ? null : FreshId(sex, born.Year));
    }

    private (Entry Again, Errors Errors) Again(Entry original)
    {
        var made = Errors.None;
        var (name, born, home, id) = (original.Name, original.Born, original.Home, original.CitizenId);
        bool Makes(Errors error, double share)
        {
            if (!Chance(share))
                return false;
            made |= error;
            return true;
        }

        if (Makes(Errors.WordsExchanged, 0.04))
            name = string.Join(' ', name.Split(' ')[^1..].Concat(name.Split(' ')[..^1]));
        if (name.Split(' ') is { Length: > 3 } words && Makes(Errors.WordLeftOut, 0.06))
            name = string.Join(' ', words.Where((_, i) => i != 1));
        if (Makes(Errors.NameMistyped, 0.15))
            name = Mistyped(name);
        if (Makes(Errors.Tones, 0.25))
            name = Chance(0.5) ? Unmarked(name) : OtherTone(name);
        if (born is { } day)
        {
            if (Makes(Errors.DateMissing, 0.15))
                born = Chance(0.5) ? null : new DateOnly(day.Year, 1, 1);
            else if (day.Day <= 12 && day.Day != day.Month && Makes(Errors.DayAndMonthExchanged, 0.2))
                born = new DateOnly(day.Year, day.Day, day.Month);
            else if (Makes(Errors.DateMistyped, 0.08))
                born = OtherDigit(day);
        }

        if (home is not null && Makes(Errors.HomeMissing, 0.15))
            home = null;
        else if (home is not null && Makes(Errors.HomeAnother, 0.08))
            home = homes[random.Next(homes.Length)];
        var sex = Makes(Errors.SexWrong, 0.01) ? 1 - original.Sex : original.Sex;
        if (id is { } known)
        {
            // The registry holds no ID twice: a second entry has another one or none.
            id = random.Next(10) switch
            {
                < 5 => Set(Errors.CitizenIdMissing, ref made, null),
                < 9 => Set(Errors.CitizenIdMistyped, ref made, OtherDigit(known)),
                _ => Set(Errors.CitizenIdAnother, ref made, FreshId(sex, original.BirthYear)),
            };
        }
        else if (Chance(0.5))
        {
            id = Set(Errors.CitizenIdMissing, ref made, FreshId(sex, original.BirthYear));
        }

        return (new Entry(Guid.CreateVersion7(), name, born, born?.Year ?? original.BirthYear, sex, home, id), made);
    }

    private static CitizenId? Set(Errors error, ref Errors made, CitizenId? id)
    {
        made |= error;
        return id;
    }

    private bool Chance(double share) => random.NextDouble() < share;

    // Half are of the province itself, as in the demonstration.
    private string Home() => Chance(0.5) ? homes[0] : homes[random.Next(homes.Length)];

    private CitizenId FreshId(Sex sex, int year)
    {
        CitizenId id;
        do
            id = CitizenId.Compose($"{random.Next(1, 97):000}", sex, year, random.Next(1_000_000));
        while (!taken.Add(id.ToString()));
        return id;
    }

    private CitizenId OtherDigit(CitizenId id)
    {
        while (true)
        {
            var digits = id.ToString().ToCharArray();
            var at = random.Next(11);
            if (Chance(0.3))
                (digits[at], digits[at + 1]) = (digits[at + 1], digits[at]);
            else
                digits[at] = (char)('0' + random.Next(10));
            if (CitizenId.TryParse(new string(digits), out var other) && taken.Add(other.ToString()))
                return other;
        }
    }

    private DateOnly OtherDigit(DateOnly day)
    {
        while (true)
        {
            var digits = day.ToString("yyyyMMdd", null).ToCharArray();
            digits[random.Next(2, 8)] = (char)('0' + random.Next(10));
            if (DateOnly.TryParseExact(new string(digits), "yyyyMMdd", out var other) && other != day && other.Year is > 1930 and < 2010)
                return other;
        }
    }

    private string Mistyped(string name)
    {
        int at;
        do
            at = random.Next(1, name.Length);
        while (name[at] == ' ' || name[at - 1] == ' ');
        return random.Next(4) switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, ((char)('a' + random.Next(26))).ToString()),
            2 => $"{name[..at]}{(char)('a' + random.Next(26))}{name[(at + 1)..]}",
            _ => $"{name[..(at - 1)]}{name[at]}{name[at - 1]}{name[(at + 1)..]}",
        };
    }

    private static string Unmarked(string name) =>
        string.Join(' ', VietnameseText.Fold(name).Split(' ').Select(word => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private string OtherTone(string name)
    {
        var letters = new StringBuilder(name.Normalize(NormalizationForm.FormD));
        int[] marked = [.. Enumerable.Range(0, letters.Length).Where(i => Tones.Contains(letters[i], StringComparison.Ordinal))];
        if (marked.Length > 0)
            letters[marked[random.Next(marked.Length)]] = Tones[random.Next(Tones.Length)];
        return letters.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>A record as it is written.</summary>
    internal sealed record Entry(Guid Id, string Name, DateOnly? Born, int BirthYear, Sex Sex, string? Home, CitizenId? CitizenId);
}
