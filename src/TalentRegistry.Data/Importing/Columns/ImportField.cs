namespace TalentRegistry.Data.Importing.Columns;

/// <summary>How the cells of a field look: the evidence beside a column's heading.</summary>
public enum FieldKind
{
    /// <summary>Nothing to tell by.</summary>
    Text,

    /// <summary>Running numbers.</summary>
    Ordinal,

    /// <summary>Full names.</summary>
    Name,

    /// <summary>Part of names.</summary>
    NamePart,

    /// <summary>Dates or years of birth.</summary>
    Birth,

    /// <summary>Dates.</summary>
    Date,

    /// <summary>Years.</summary>
    Year,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Nam, Nữ.</summary>
    Sex,

    /// <summary>x or nothing.</summary>
    Mark,

    /// <summary>Ethnic groups.</summary>
    EthnicGroup,

    /// <summary>Citizen IDs.</summary>
    CitizenId,

    /// <summary>Degree levels.</summary>
    DegreeLevel,

    /// <summary>Places, from the commune up.</summary>
    Place,

    /// <summary>A unit of one level.</summary>
    PlacePart,

    /// <summary>Agencies.</summary>
    Agency,

    /// <summary>Fields of study.</summary>
    FieldOfStudy,

    /// <summary>Modes of study.</summary>
    StudyMode,

    /// <summary>Institutions.</summary>
    Institution,

    /// <summary>Countries.</summary>
    Country,

    /// <summary>Professions.</summary>
    Profession,

    /// <summary>Leadership ranks.</summary>
    LeadershipRank,

    /// <summary>Kinds of employment.</summary>
    EmploymentKind,

    /// <summary>Reasons of leaving.</summary>
    EndReason,
}

/// <summary>Of what a field tells.</summary>
public enum FieldPart
{
    /// <summary>Of the person, once.</summary>
    Person,

    /// <summary>Of a posting.</summary>
    Posting,

    /// <summary>Of a degree.</summary>
    Degree,

    /// <summary>Of records of another kind, several in a cell.</summary>
    Record,
}

/// <summary>What a column can hold: a row of db/reference/import/field.csv.</summary>
/// <param name="Code">Stable code, as full_name; of a level's own column degree_mark:E50.</param>
/// <param name="NameVi">Name in Vietnamese.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="Kind">How its cells look.</param>
/// <param name="Kept">False for what is recognised but not kept.</param>
/// <param name="Part">Of what it tells: further rows of a person bring all but what is of the person.</param>
public sealed record ImportField(string Code, string NameVi, string NameEn, FieldKind Kind, bool Kept, FieldPart Part);
