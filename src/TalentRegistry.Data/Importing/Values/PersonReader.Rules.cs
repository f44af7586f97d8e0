using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Importing.Values;

internal sealed partial class PersonReader
{
    // Of somebody whose sex or birth cannot be read only these are told.
    private static readonly string[] OfAnybody = ["NAME_IMPLAUSIBLE", "STAFF_CODE_TOO_LONG"];
    private static readonly string[] BirthColumns = ["date_of_birth", "birth_year", "born_male", "born_female"];
    private readonly DraftRules rules;

    /// <summary>Holds the rules against a person's rows: errors reject them, warnings are told.</summary>
    /// <returns>The warnings, for an officer to confirm where the person is written, all under the first row.</returns>
    private List<ImportProblem> HoldRules(RowReading first, PersonEntry person, bool isWhole, List<(RowReading From, DossierEntry Told)> entries)
    {
        var warnings = new List<ImportProblem>();
        foreach (var (finding, rule, field, entry) in rules.Check(person, isWhole ? entries.Select(each => each.Told) : []))
        {
            var reading = entry is { } index ? entries[index].From : first;
            if ((!isWhole && !OfAnybody.Contains(finding.Code)) || (person.FullName.Length == 0 && finding.Code == "NAME_IMPLAUSIBLE"))
                continue;
            var problem = reading.ProblemOf(finding, rule.Expected, ColumnOf(reading, field));
            if (finding.Severity == FindingSeverity.Warning)
                warnings.Add(problem with { Row = first.Row });
            // What is missing in the row may be on file.
            if (!rule.NeedsTheWhole)
                reading.Report(problem);
        }

        return warnings;
    }

    private static string ColumnOf(RowReading reading, string field) => field switch
    {
        "full_name" when !reading.Has(field) => "given_name",
        "date_of_birth" => BirthColumns.FirstOrDefault(reading.Has) ?? field,
        "posting_from" when !reading.Has(field) || reading.Cell(field).IsEmpty => "recruited_on",
        "academic_title" when !reading.Has(field) => "degree_level",
        _ => field,
    };

    private static List<(RowReading From, DossierEntry Told)> Entries(
        List<(RowReading From, DegreeDraft Told)> degrees, List<PostingRead> postings, List<(RowReading From, DossierRecord Told)> records) =>
    [
        .. degrees.Where(degree => degree.Told.AwardedYear is not null).Select((RowReading, DossierEntry) (degree) => (degree.From, new DegreeEntry(
            degree.Told.LevelCode, degree.Told.FieldCode, degree.Told.Institution, degree.Told.CountryCode, degree.Told.AwardedYear!.Value, degree.Told.StudyMode, null))),
        .. postings.Where(posting => posting.Told is not null).Select((RowReading, DossierEntry) (posting) => (posting.From, posting.Told!)),
        .. records.Select((RowReading, DossierEntry) (record) => (record.From, record.Told)),
    ];
}
