namespace TalentRegistry.Domain.Agencies;

/// <summary>What is done to agencies on a day.</summary>
public enum ReorganisationKind
{
    /// <summary>Thành lập.</summary>
    Create,

    /// <summary>Đổi tên.</summary>
    Rename,

    /// <summary>Đổi lĩnh vực, loại hình, cấp: another sector, kind of body or level of government.</summary>
    Reclassify,

    /// <summary>Sáp nhập, hợp nhất: several become one.</summary>
    Merge,

    /// <summary>Chia, tách: one becomes several.</summary>
    Split,

    /// <summary>Chuyển: to another agency above, or to another seat.</summary>
    Move,

    /// <summary>Giải thể.</summary>
    Close,
}

/// <summary>What a reorganisation did to an agency.</summary>
public enum ReorganisedPart
{
    /// <summary>It began.</summary>
    Founded,

    /// <summary>It goes on, changed or with other people.</summary>
    Changed,

    /// <summary>It ended.</summary>
    Closed,
}

/// <summary>What an operation is about.</summary>
public enum ReorganisationSubject
{
    /// <summary>Cơ quan, đơn vị.</summary>
    Agency,

    /// <summary>Đơn vị hành chính.</summary>
    Unit,
}

/// <summary>One dated operation on agencies or administrative units, as it was recorded.</summary>
public sealed class Reorganisation
{
    private readonly List<ReorganisedAgency> agencies = [];
    private readonly List<ReorganisedUnit> units = [];
    private readonly List<ReseatedAgency> reseated = [];

    private Reorganisation() => (LegalGround, AccountName) = ("", "");

    /// <summary>Identifier of the record.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whether agencies or administrative units were changed.</summary>
    public ReorganisationSubject Subject { get; private set; }

    /// <summary>What was done.</summary>
    public ReorganisationKind Kind { get; private set; }

    /// <summary>First day on which it holds.</summary>
    public DateOnly EffectiveOn { get; private set; }

    /// <summary>Number and date of the decision.</summary>
    public string LegalGround { get; private set; }

    /// <summary>Account that recorded it; null for the command line.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>Who recorded it, as shown at that time.</summary>
    public string AccountName { get; private set; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>People whose postings went over or ended.</summary>
    public int People { get; private set; }

    /// <summary>Postings that go on at a successor.</summary>
    public int PostingsContinued { get; private set; }

    /// <summary>Postings that ended for good.</summary>
    public int PostingsEnded { get; private set; }

    /// <summary>Dossiers that another agency keeps since.</summary>
    public int Dossiers { get; private set; }

    /// <summary>Main postings on the day at the agencies concerned, as if nothing had happened.</summary>
    public int PeopleBefore { get; private set; }

    /// <summary>The same after it: less only by those whose postings ended.</summary>
    public int PeopleAfter { get; private set; }

    /// <summary>When it was undone; null while it holds.</summary>
    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>Who undid it, as shown at that time.</summary>
    public string? UndoneByName { get; private set; }

    /// <summary>Why it was undone.</summary>
    public string? UndoneGround { get; private set; }

    /// <summary>The agencies concerned; none of an operation on units, and without those that it had founded once it is undone.</summary>
    public IReadOnlyList<ReorganisedAgency> Agencies => agencies;

    /// <summary>The administrative units concerned; none of an operation on agencies.</summary>
    public IReadOnlyList<ReorganisedUnit> Units => units;

    /// <summary>Agencies whose seat lies in another unit since.</summary>
    public IReadOnlyList<ReseatedAgency> Reseated => reseated;
}

/// <summary>An agency that a reorganisation concerned.</summary>
public sealed class ReorganisedAgency
{
    private ReorganisedAgency()
    {
    }

    /// <summary>Of which operation.</summary>
    public Guid ReorganisationId { get; private set; }

    /// <summary>The operation.</summary>
    public Reorganisation? Reorganisation { get; private set; }

    /// <summary>The agency.</summary>
    public Guid AgencyId { get; private set; }

    /// <summary>The agency.</summary>
    public Agency? Agency { get; private set; }

    /// <summary>What became of it.</summary>
    public ReorganisedPart Part { get; private set; }

    /// <summary>Main postings there on the day, as if nothing had happened.</summary>
    public int PeopleBefore { get; private set; }

    /// <summary>Main postings there on the day.</summary>
    public int PeopleAfter { get; private set; }
}
