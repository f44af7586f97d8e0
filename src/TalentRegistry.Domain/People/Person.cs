using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Records;
using TalentRegistry.Domain.Reference;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Domain.People;

/// <summary>A person of the registry: someone with a degree or recognised expertise (trí thức).</summary>
public sealed class Person
{
    /// <summary>Most characters of a staff code.</summary>
    public const int LongestStaffCode = 40;

    private readonly List<Degree> degrees = [];
    private readonly List<Posting> postings = [];
    private readonly List<Certificate> certificates = [];
    private readonly List<AcademicTitle> academicTitles = [];
    private readonly List<TalentRecognition> talentRecognitions = [];
    private readonly List<WorkingAgeExtension> workingAgeExtensions = [];
    private readonly List<Availability> availabilities = [];
    private readonly List<ScienceTask> scienceTasks = [];
    private readonly List<Award> awards = [];
    private readonly List<AssociationMembership> associationMemberships = [];

    /// <summary>Registers a person.</summary>
    /// <exception cref="ArgumentException">The name is empty, or date and year of birth contradict.</exception>
    public Person(
        Guid id, string fullName, Sex sex, DateOnly? dateOfBirth, int birthYear, string ethnicGroupCode, Guid keeperId,
        string? homeUnitId = null, bool synthetic = false)
    {
        if (string.IsNullOrWhiteSpace(fullName))
            throw new ArgumentException("A person needs a name.", nameof(fullName));
        if (dateOfBirth is { } born && born.Year != birthYear)
            throw new ArgumentException($"Born on {born:O} is not in {birthYear}.", nameof(birthYear));

        (Id, FullName, Sex) = (id, string.Join(' ', fullName.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)), sex);
        (DateOfBirth, BirthYear) = (dateOfBirth, birthYear);
        (EthnicGroupCode, KeeperId, HomeUnitId, Synthetic) = (ethnicGroupCode, keeperId, homeUnitId, synthetic);
        GivenName = FullName[(FullName.LastIndexOf(' ') + 1)..];
    }

    private Person() => (FullName, GivenName, EthnicGroupCode) = ("", "", "");

    /// <summary>Identifier of the record; says nothing of the person.</summary>
    public Guid Id { get; private set; }

    /// <summary>Family, middle and given names in Vietnamese order, single spaces (họ và tên).</summary>
    public string FullName { get; private set; }

    /// <summary>The last word of the name (tên): Vietnamese lists are ordered by it.</summary>
    public string GivenName { get; private set; }

    /// <summary>Null where only the year is known.</summary>
    public DateOnly? DateOfBirth { get; private set; }

    /// <summary>Year of birth, always known.</summary>
    public int BirthYear { get; private set; }

    /// <summary>Sex as registered.</summary>
    public Sex Sex { get; private set; }

    /// <summary>Code of the ethnic group (dân tộc), 01-54, 55 foreigner, 56 unknown. Sensitive personal data.</summary>
    public string EthnicGroupCode { get; private set; }

    /// <summary>Ethnic group. Sensitive personal data.</summary>
    public EthnicGroup? EthnicGroup { get; private set; }

    /// <summary>Home place (quê quán); null when unknown.</summary>
    public string? HomeUnitId { get; private set; }

    /// <summary>Home place.</summary>
    public AdministrativeUnit? HomeUnit { get; private set; }

    /// <summary>Citizen ID, encrypted with a key outside the database; null when unknown.</summary>
    public byte[]? CitizenIdCipher { get; private set; }

    /// <summary>Keyed hash of the citizen ID, to find and to tell apart without decrypting.</summary>
    public byte[]? CitizenIdHash { get; private set; }

    /// <summary>Staff code (số hiệu cán bộ, công chức, viên chức) as the agency that gave it writes it; null when unknown. Two agencies may give the same.</summary>
    public string? StaffCode { get; private set; }

    /// <summary>Agency that keeps the dossier (cơ quan quản lý hồ sơ): it decides who may see the person.</summary>
    public Guid KeeperId { get; private set; }

    /// <summary>Agency that keeps the dossier.</summary>
    public Agency? Keeper { get; private set; }

    /// <summary>Date of death; null while alive as far as known.</summary>
    public DateOnly? DeceasedOn { get; private set; }

    /// <summary>True for a generated person of the demonstration registry: no such human being exists.</summary>
    public bool Synthetic { get; private set; }

    /// <summary>Counted by the database with each change, from 1; 0 before the person is saved.</summary>
    public int Version { get; private set; }

    /// <summary>Degrees, in the order awarded.</summary>
    public IReadOnlyList<Degree> Degrees => degrees;

    /// <summary>Postings, main and secondary.</summary>
    public IReadOnlyList<Posting> Postings => postings;

    /// <summary>Certificates (chứng chỉ): political theory, state management, languages, digital skills, job titles, national defence.</summary>
    public IReadOnlyList<Certificate> Certificates => certificates;

    /// <summary>Academic titles (học hàm).</summary>
    public IReadOnlyList<AcademicTitle> AcademicTitles => academicTitles;

    /// <summary>Recognitions as talent (công nhận nhân tài).</summary>
    public IReadOnlyList<TalentRecognition> TalentRecognitions => talentRecognitions;

    /// <summary>Decisions to work past the age of retirement (kéo dài thời gian công tác).</summary>
    public IReadOnlyList<WorkingAgeExtension> WorkingAgeExtensions => workingAgeExtensions;

    /// <summary>Whether the person can be called on (khả năng tham gia), past periods too.</summary>
    public IReadOnlyList<Availability> Availabilities => availabilities;

    /// <summary>Science and technology tasks (nhiệm vụ khoa học và công nghệ).</summary>
    public IReadOnlyList<ScienceTask> ScienceTasks => scienceTasks;

    /// <summary>Awards (danh hiệu, khen thưởng).</summary>
    public IReadOnlyList<Award> Awards => awards;

    /// <summary>Memberships of associations (hội viên).</summary>
    public IReadOnlyList<AssociationMembership> AssociationMemberships => associationMemberships;

    /// <summary>Adds a degree.</summary>
    /// <exception cref="ArgumentException">It was awarded before the person's 15th year.</exception>
    public void Add(Degree degree)
    {
        if (degree.AwardedYear < BirthYear + 15)
            throw new ArgumentException($"A degree of {degree.AwardedYear} is before the age of 15 (born {BirthYear}).", nameof(degree));

        degrees.Add(degree);
    }

    /// <summary>Adds a posting.</summary>
    /// <exception cref="ArgumentException">Another main posting covers one of its days.</exception>
    public void Add(Posting posting)
    {
        if (posting.IsMain && postings.Find(other => other.IsMain && other.Overlaps(posting)) is { } taken)
            throw new ArgumentException($"The main posting from {taken.ValidFrom:O} overlaps the one from {posting.ValidFrom:O}.", nameof(posting));

        postings.Add(posting);
    }

    /// <summary>Records the citizen ID in its protected form.</summary>
    public void Identify(byte[] cipher, byte[] hash) => (CitizenIdCipher, CitizenIdHash) = (cipher, hash);

    /// <summary>Records the staff code; null or blank takes it away.</summary>
    /// <exception cref="ArgumentException">It is longer than 40 characters.</exception>
    public void Number(string? staffCode)
    {
        StaffCode = string.IsNullOrWhiteSpace(staffCode) ? null : staffCode.Trim();
        if (StaffCode is { Length: > LongestStaffCode })
            throw new ArgumentException($"A staff code has at most {LongestStaffCode} characters.", nameof(staffCode));
    }

    /// <summary>Records a death.</summary>
    public void Decease(DateOnly on) => DeceasedOn = on;
}
