using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>Reads the cells of all fields that tell records beside degrees and postings.</summary>
internal sealed class RecordCells
{
    private readonly Dictionary<string, Func<string, string, IEnumerable<(DossierRecord? Record, ProblemKind? Problem)>>> readers;
    private readonly AcademicTitleCells titles;

    /// <param name="vocabulary">Words of cells.</param>
    /// <param name="today">The day by which what has no day of its own is on file.</param>
    public RecordCells(ImportVocabulary vocabulary, DateOnly today)
    {
        var (certificates, awards, memberships) = (new CertificateCells(vocabulary, today), new AwardCells(vocabulary, today), new MembershipCells(vocabulary));
        var (talents, extensions, tasks, availability) = (new TalentCells(vocabulary), new ExtensionCells(vocabulary), new ScienceTaskCells(), new AvailabilityCells(vocabulary, today));
        titles = new AcademicTitleCells(today);
        readers = new(StringComparer.Ordinal)
        {
            ["political_theory"] = Certificates(CertificateKind.PoliticalTheory),
            ["state_management"] = Certificates(CertificateKind.StateManagement),
            ["foreign_language"] = Certificates(CertificateKind.ForeignLanguage),
            ["informatics"] = Certificates(CertificateKind.DigitalSkills),
            ["defence_training"] = Certificates(CertificateKind.NationalDefence),
            ["certificates"] = Certificates(CertificateKind.JobTitle),
            ["minority_language"] = Certificates(CertificateKind.MinorityLanguage),
            ["academic_title"] = (_, cell) => Any(titles.Read(cell)),
            ["awards"] = (_, cell) => Any(awards.Read(cell)),
            ["commemorative_medals"] = (_, cell) => Any(awards.ReadMedals(cell)),
            ["organisations"] = (heading, cell) => Any(memberships.Read(heading, cell)),
            ["talent_recognitions"] = (heading, cell) => Any(talents.Read(heading, cell)),
            ["working_age_extensions"] = (heading, cell) => Any(extensions.Read(heading, cell)),
            ["science_tasks"] = (heading, cell) => Any(tasks.Read(heading, cell)),
            ["availability"] = (heading, cell) => Any(availability.Read(heading, cell)),
        };

        Func<string, string, IEnumerable<(DossierRecord?, ProblemKind?)>> Certificates(CertificateKind kind) => (heading, cell) => Any(certificates.Read(kind, heading, cell));
    }

    /// <summary>The records of a cell, and what is wrong or was inferred.</summary>
    /// <param name="field">A field of records.</param>
    /// <param name="heading">Heading of its column.</param>
    /// <param name="cell">The cell as it stands.</param>
    public IEnumerable<(DossierRecord? Record, ProblemKind? Problem)> Read(string field, string heading, string cell) => readers[field](heading, cell);

    /// <summary>The academic titles in a cell of degrees: "PGS.TS" tells one as well.</summary>
    public IEnumerable<DossierRecord> TitlesAmongDegrees(string cell) => titles.Read(cell).Where(found => found.Record is not null).Select(found => found.Record!);

    private static IEnumerable<(DossierRecord?, ProblemKind?)> Any<TRecord>(IEnumerable<RecordFound<TRecord>> found) where TRecord : DossierRecord =>
        found.Select(one => ((DossierRecord?)one.Record, one.Problem));
}
