using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Importing.Values;

internal sealed partial class PersonReader
{
    private static readonly (string Field, CertificateKind Kind)[] CertificateFields =
    [
        ("political_theory", CertificateKind.PoliticalTheory), ("state_management", CertificateKind.StateManagement), ("foreign_language", CertificateKind.ForeignLanguage),
        ("informatics", CertificateKind.DigitalSkills), ("defence_training", CertificateKind.NationalDefence), ("certificates", CertificateKind.JobTitle),
        ("minority_language", CertificateKind.MinorityLanguage),
    ];

    private List<DossierRecord> Records(RowReading reading)
    {
        var records = new List<DossierRecord>();
        foreach (var (field, kind) in CertificateFields)
        {
            if (Told(reading, field) is not { } cell)
                continue;
            foreach (var (record, problem) in certificates.Read(kind, columns.Of(field)!.Heading, cell))
            {
                ReportOnce(reading, problem, field);
                if (record is not null && !records.Contains(record))
                    records.Add(record);
            }
        }

        records.AddRange(AcademicTitles(reading));
        if (Told(reading, "awards") is { } told)
            Add(awards.Read(told).Select(found => ((DossierRecord?)found.Record, found.Problem)), "awards");
        if (Told(reading, "commemorative_medals") is { } medals)
            Add(awards.ReadMedals(medals).Select(found => ((DossierRecord?)found.Record, found.Problem)), "commemorative_medals");
        if (Told(reading, "organisations") is { } organisations)
            Add(memberships.Read(columns.Of("organisations")!.Heading, organisations).Select(found => ((DossierRecord?)found.Record, found.Problem)), "organisations");
        return records;

        void Add(IEnumerable<(DossierRecord? Record, ProblemKind? Problem)> found, string field)
        {
            foreach (var (record, problem) in found)
            {
                ReportOnce(reading, problem, field);
                if (record is not null && !records.Contains(record))
                    records.Add(record);
            }
        }
    }

    // "PGS.TS" in the column of degrees tells the title as well.
    private IEnumerable<AcademicTitle> AcademicTitles(RowReading reading)
    {
        var isOwn = Told(reading, "academic_title") is not null;
        if (Told(reading, isOwn ? "academic_title" : "degree_level") is not { } cell || RecordParts.IsNone(VietnameseText.Clean(cell)))
            return [];
        var titles = new List<AcademicTitle>();
        foreach (var part in RecordParts.Of(cell).SelectMany(chunk => chunk))
        {
            if (RankOf(VietnameseText.Fold(part.Text)) is { } rank)
            {
                if (!titles.Exists(title => title.Rank == rank))
                    titles.Add(new AcademicTitle { Rank = rank, RecognisedYear = part.Day?.Year ?? today.Year, IsDated = part.Day is not null });
            }
            else if (isOwn)
                ReportOnce(reading, ProblemKind.AcademicTitleUnknown, "academic_title");
        }

        return titles;
    }

    private static AcademicRank? RankOf(string folded) =>
        folded is "pgs" or "pho giao su" || folded.StartsWith("pgs ", StringComparison.Ordinal) || folded.StartsWith("pho giao su ", StringComparison.Ordinal) ? AcademicRank.AssociateProfessor
        : folded is "gs" or "giao su" || folded.StartsWith("gs ", StringComparison.Ordinal) || folded.StartsWith("giao su ", StringComparison.Ordinal) ? AcademicRank.Professor
        : null;

    private static string? Told(RowReading reading, string field) => reading.Has(field) && reading.Cell(field) is { IsEmpty: false } cell ? cell.ToString() : null;

    private static void ReportOnce(RowReading reading, ProblemKind? problem, string field)
    {
        if (problem is not null && !reading.Problems.Any(told => told.Code == problem.Code))
            reading.Report(problem, field);
    }
}
