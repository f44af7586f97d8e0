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

    /// <summary>Holds the rules against a row: errors reject it, warnings are told.</summary>
    /// <returns>The warnings, for an officer to confirm where the row is written.</returns>
    private List<ImportProblem> HoldRules(RowReading reading, PersonEntry person, bool isWhole, IEnumerable<DossierEntry> entries)
    {
        var warnings = new List<ImportProblem>();
        foreach (var (finding, rule, field) in rules.Check(person, isWhole ? entries : []))
        {
            if ((!isWhole && !OfAnybody.Contains(finding.Code)) || (person.FullName.Length == 0 && finding.Code == "NAME_IMPLAUSIBLE"))
                continue;
            var problem = reading.ProblemOf(finding, rule.Expected, ColumnOf(reading, field));
            if (finding.Severity == FindingSeverity.Warning)
                warnings.Add(problem);
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

    private static IEnumerable<DossierEntry> Entries(IEnumerable<DegreeDraft> degrees, PostingEntry? posting, IEnumerable<DossierRecord> records) =>
        degrees.Where(degree => degree.AwardedYear is not null)
            .Select(DossierEntry (degree) => new DegreeEntry(degree.LevelCode, degree.FieldCode, degree.Institution, degree.CountryCode, degree.AwardedYear!.Value, degree.StudyMode, null))
            .Concat(posting is null ? [] : [posting]).Concat(records);
}
