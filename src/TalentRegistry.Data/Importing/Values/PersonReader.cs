using TalentRegistry.Data.Importing.Sheets;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>Reads people from rows. Identity here; degrees, postings and the other records in the other parts.</summary>
internal sealed partial class PersonReader
{
    private const int YoungestAge = 15;
    private static readonly string[] BirthFields = ["date_of_birth", "born_male", "born_female", "birth_year"];
    private static readonly string[] HomeParts = ["home_commune", "home_district", "home_province"];
    private readonly ImportVocabulary vocabulary;
    private readonly AgencyDirectory? agencies;
    private readonly KnownAgency? agencyOfAll;
    private readonly FieldColumns columns;
    private readonly ImportLimits limits;
    private readonly DateOnly today;
    private readonly WrittenDateReader births;
    private readonly WrittenDateReader dates;
    private readonly RecordCells cells;
    private readonly Dictionary<long, int> citizenIds = [];

    public PersonReader(ImportVocabulary vocabulary, FieldColumns columns, ImportOptions options)
    {
        (this.vocabulary, this.columns, agencies, agencyOfAll, limits, today) = (vocabulary, columns, options.Agencies, options.Agency, options.Limits, options.Today);
        births = new WrittenDateReader(today.AddYears(-YoungestAge));
        dates = new WrittenDateReader(today);
        cells = new RecordCells(vocabulary, today);
        rules = new DraftRules(new RuleContext(today, vocabulary.OldProvinces, vocabulary.Levels));
    }

    /// <summary>Reads the rows of a person.</summary>
    /// <param name="rows">The first tells who it is; those after it only degrees, postings and other records.</param>
    /// <returns>The person, null when the rows are rejected; and of each row all that is wrong or doubtful.</returns>
    public (PersonDraft? Person, IReadOnlyList<ImportProblem>[] Problems) Read(IReadOnlyList<SheetRow> rows)
    {
        var reading = new RowReading(rows[0], columns, limits);
        var name = Name(reading);
        var (birth, otherYear) = Birth(reading);
        var citizenId = CitizenId(reading);
        var sex = Sex(reading, citizenId);
        CheckCitizenId(reading, citizenId);
        var ethnicGroup = EthnicGroup(reading);
        var home = Home(reading);
        var (agency, agencyText) = Agency(reading);
        var readings = rows.Select((row, index) => index == 0 ? reading : new RowReading(row, columns, limits)).ToArray();
        var degrees = readings.SelectMany(each => Degrees(each).Select(degree => (From: each, Told: degree))).DistinctBy(degree => degree.Told).ToList();
        var postings = Postings(readings, agency);
        var records = readings.SelectMany(each => Records(each).Select(record => (From: each, Told: record))).DistinctBy(record => record.Told).ToList();
        var deceased = reading.Date("deceased_on", dates, today)?.FirstDay;
        var staffCode = reading.Text("staff_code");
        var entry = new PersonEntry(
            name, sex ?? Domain.People.Sex.Male, birth?.Exact, otherYear ?? birth?.Year ?? 1980, ethnicGroup, home, staffCode.Length == 0 ? null : staffCode, citizenId, Guid.Empty, deceased);
        var warnings = HoldRules(reading, entry, birth is not null && sex is not null, Entries(degrees, postings, records));

        if (Array.Exists(readings, IsFaulty) || birth is not { } born || sex is not { } known)
        {
            foreach (var sound in readings.Where(each => readings.Length > 1 && !IsFaulty(each)))
                sound.Report(ProblemKind.RowsTogether.OfRow(sound.Row));
            return (null, Array.ConvertAll(readings, each => each.Problems));
        }

        var drafts = postings.Where(posting => posting.Draft is not null).Select(posting => posting.Draft!).ToList();
        // Who goes through several agencies is kept where they are now, or were last.
        var keeper = drafts.Count > 1 ? drafts.MaxBy(posting => (posting.ValidUntil is null, posting.ValidFrom))!.Agency : agency;
        return (new PersonDraft(
            reading.Row, name, known, born.Exact, born.Year, ethnicGroup, citizenId, staffCode.Length == 0 ? null : staffCode, home, keeper, agencyText, [.. degrees.Select(degree => degree.Told)], drafts, deceased)
        { Records = [.. records.Select(record => record.Told)], Warnings = warnings },
            Array.ConvertAll(readings, each => each.Problems));
    }

    private static bool IsFaulty(RowReading reading) => reading.Problems.Any(problem => problem.Severity == ProblemSeverity.Error);

    private static string Name(RowReading reading)
    {
        var field = reading.Has("full_name") ? "full_name" : "given_name";
        var name = PersonName.Proper(field == "full_name" && reading.Text("full_name") is var whole && !reading.Has("given_name") ? whole
            : reading.Has("family_name") ? $"{reading.Text("family_name")} {reading.Text("given_name")}"
            : $"{reading.Text("full_name")} {reading.Text("given_name")}");
        if (name.Length == 0)
            reading.Report(ProblemKind.NameMissing, field);
        return name;
    }

    // And the year of another column where they contradict each other, which is a rule's to tell.
    private (WrittenDate? Birth, int? OtherYear) Birth(RowReading reading)
    {
        WrittenDate? found = null;
        int? otherYear = null;
        string? from = null;
        foreach (var field in BirthFields)
        {
            if (reading.Date(field, births, today) is not { } date)
                continue;
            if (found is { } other && other.Year != date.Year)
                otherYear = other.Exact is null ? other.Year : date.Year;
            if (found is null || found.Value.Exact is null && date.Exact is not null)
                (found, from) = (date, field);
        }

        if (found is { Month: null } year && reading.Has("birth_month"))
            (found, from) = (FromParts(reading, year), "birth_year");
        if (found is not { } birth)
        {
            if (!reading.Problems.Any(problem => problem.Code.StartsWith("DATE_", StringComparison.Ordinal) || problem.Code.StartsWith("CELL_", StringComparison.Ordinal)))
                reading.Report(ProblemKind.BirthMissing, reading.Has("date_of_birth") ? "date_of_birth" : reading.Has("birth_year") ? "birth_year" : reading.Has("born_male") ? "born_male" : "date_of_birth");
            return (null, null);
        }

        if (birth is { Month: not null, Day: null })
            reading.Report(ProblemKind.BirthMonthOnly, from!);
        return (birth, otherYear);
    }

    // Three columns below "Ngày sinh": what cannot be read of day and month leaves the year.
    private WrittenDate FromParts(RowReading reading, WrittenDate year)
    {
        var (day, month) = (reading.Text("birth_day"), reading.Text("birth_month"));
        if (day.Length == 0 || month.Length == 0)
            return year;
        var fault = births.Read($"{day}/{month}/{year.Year:0000}", out var date);
        if (fault == DateFault.None)
            return date;
        reading.Report(ProblemKind.DateImpossible, "birth_day");
        return year;
    }

    private CitizenId? CitizenId(RowReading reading)
    {
        var text = reading.Text("citizen_id");
        if (text.Length == 0)
            return null;
        // A number beyond fifteen digits, or one shown with an exponent, has lost some of them.
        switch (CitizenIdReading.Read(text, out var id))
        {
            case CitizenIdShape.Whole:
                return id;
            case CitizenIdShape.ZerosRestored:
                reading.Report(ProblemKind.CitizenIdZerosRestored, "citizen_id");
                return id;
            case CitizenIdShape.OldCard:
                reading.Report(ProblemKind.CitizenIdOldCard, "citizen_id");
                return null;
            case CitizenIdShape.DigitsLost:
                reading.Report(ProblemKind.CitizenIdDigitsLost, "citizen_id");
                return null;
            default:
                reading.Report(ProblemKind.CitizenIdInvalid, "citizen_id");
                return null;
        }
    }

    private void CheckCitizenId(RowReading reading, CitizenId? citizenId)
    {
        if (citizenId is { } id && !citizenIds.TryAdd(long.Parse(id.ToString(), System.Globalization.CultureInfo.InvariantCulture), reading.Row))
            reading.Report(ProblemKind.CitizenIdTwice, "citizen_id");
    }

    private Sex? Sex(RowReading reading, CitizenId? citizenId)
    {
        var text = reading.Text("sex");
        if (text.Length > 0)
        {
            // A lone column "Giới tính nữ" or "Nam/Nữ" is ticked in some lists.
            var code = vocabulary.Words("sex").FindExact(text);
            if (code is null)
                reading.Report(ProblemKind.SexUnknown, "sex");
            return code is null ? null : SnakeCase.Parse<Sex>(code);
        }

        var male = Ticked(reading, "male_mark") || !reading.Cell("born_male").IsEmpty;
        var female = Ticked(reading, "female_mark") || !reading.Cell("born_female").IsEmpty;
        if (male && female)
        {
            reading.Report(ProblemKind.SexTwice, reading.Has("male_mark") ? "male_mark" : "born_male");
            return null;
        }

        if (male || female)
            return male ? Domain.People.Sex.Male : Domain.People.Sex.Female;
        // Where only women are ticked, the others are men, and the other way round.
        if (reading.Has("female_mark") != reading.Has("male_mark") && !reading.Has("sex") && !reading.Problems.Any(problem => problem.Code == ProblemKind.MarkUnknown.Code))
            return reading.Has("female_mark") ? Domain.People.Sex.Male : Domain.People.Sex.Female;
        if (citizenId is { } id)
        {
            reading.Report(ProblemKind.SexFromCitizenId, "citizen_id");
            return id.Sex;
        }

        reading.Report(ProblemKind.SexMissing, reading.Has("male_mark") ? "male_mark" : "sex");
        return null;
    }

    private static bool Ticked(RowReading reading, string field)
    {
        var text = reading.Text(field);
        if (Marks.IsYes(text))
            return true;
        if (!Marks.IsNo(text))
            reading.Report(ProblemKind.MarkUnknown, field);
        return false;
    }

    private string EthnicGroup(RowReading reading)
    {
        var code = reading.Word("ethnic_group", vocabulary.Words("ethnic_group"), ProblemKind.EthnicGroupUnknown);
        if (code is null && reading.Has("ethnic_group") && reading.Cell("ethnic_group").IsEmpty)
            reading.Report(ProblemKind.EthnicGroupMissing, "ethnic_group");
        return code ?? "56";
    }

    private string? Home(RowReading reading)
    {
        var parts = HomeParts.Select(reading.Text).Where(part => part.Length > 0).ToList();
        var text = reading.Text("home_place") is { Length: > 0 } whole ? whole : string.Join(", ", parts);
        if (text.Length == 0)
            return null;
        var (unit, certainty) = vocabulary.Places.Find(text);
        var kind = certainty switch { PlaceCertainty.Partial => ProblemKind.PlacePartial, PlaceCertainty.Ambiguous => ProblemKind.PlaceAmbiguous, PlaceCertainty.Unknown => ProblemKind.PlaceUnknown, _ => null };
        if (kind is not null)
            reading.Report(kind, reading.Has("home_place") ? "home_place" : "home_province");
        return unit;
    }

    private (KnownAgency? Agency, string? Text) Agency(RowReading reading)
    {
        var field = reading.Text("agency_code").Length > 0 ? "agency_code" : "agency";
        var text = reading.Text(field);
        if (text.Length == 0)
        {
            if (agencyOfAll is null && agencies is not null)
                reading.Report(ProblemKind.AgencyMissing, field);
            return (agencyOfAll, null);
        }

        // Without a directory there is nothing to hold the name against: it goes on as written.
        if (agencies is null)
            return (agencyOfAll, text);
        var found = agencies.Find(text);
        if (found.Count != 1)
            reading.Report(found.Count == 0 ? ProblemKind.AgencyUnknown : ProblemKind.AgencyAmbiguous, field);
        return (found.Count == 1 ? found[0] : null, text);
    }
}
