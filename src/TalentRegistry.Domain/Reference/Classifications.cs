namespace TalentRegistry.Domain.Reference;

/// <summary>Sector of work (ngành, lĩnh vực), from the plans' own words.</summary>
public sealed class Sector
{
    private Sector() => (Code, NameVi, NameEn) = ("", "", "");

    /// <summary>Stable code, as HEALTH.</summary>
    public string Code { get; private set; }

    /// <summary>Sector that this one is part of; null at the top.</summary>
    public string? ParentCode { get; private set; }

    /// <summary>Name in Vietnamese.</summary>
    public string NameVi { get; private set; }

    /// <summary>Name in English.</summary>
    public string NameEn { get; private set; }
}

/// <summary>Profession (chức danh nghề nghiệp) by which postings are counted.</summary>
public sealed class Profession
{
    private Profession() => (Code, NameVi, NameEn, SectorCode) = ("", "", "", "");

    /// <summary>Stable code, as doctor.</summary>
    public string Code { get; private set; }

    /// <summary>Name in Vietnamese.</summary>
    public string NameVi { get; private set; }

    /// <summary>Name in English.</summary>
    public string NameEn { get; private set; }

    /// <summary>Sector where it usually works.</summary>
    public string SectorCode { get; private set; }
}

/// <summary>Level of a degree or of a clinical specialist diploma (trình độ).</summary>
public sealed class DegreeLevel
{
    private DegreeLevel() => (Code, Scheme, NameVi, NameEn) = ("", "", "", "");

    /// <summary>Stable code, as E40 for a bachelor.</summary>
    public string Code { get; private set; }

    /// <summary>Scheme of levels: education, clinical_specialist, academic_title, …</summary>
    public string Scheme { get; private set; }

    /// <summary>Name in Vietnamese.</summary>
    public string NameVi { get; private set; }

    /// <summary>Name in English.</summary>
    public string NameEn { get; private set; }

    /// <summary>Orders the levels of one scheme; education and clinical specialists share one order.</summary>
    public int Rank { get; private set; }

    /// <summary>Whether it is a university degree or higher; null outside education.</summary>
    public bool? UniversityOrAbove { get; private set; }

    /// <summary>Whether it is above university (sau đại học); null outside education.</summary>
    public bool? Postgraduate { get; private set; }
}

/// <summary>Field of study (ISCED-F 2013).</summary>
public sealed class FieldOfStudy
{
    private FieldOfStudy() => (Code, NameVi, NameEn) = ("", "", "");

    /// <summary>Two digits for a broad field, three for a narrow one.</summary>
    public string Code { get; private set; }

    /// <summary>Broad field above; null for a broad field.</summary>
    public string? ParentCode { get; private set; }

    /// <summary>Name in Vietnamese.</summary>
    public string NameVi { get; private set; }

    /// <summary>Name in English.</summary>
    public string NameEn { get; private set; }
}

/// <summary>One of the 54 ethnic groups (dân tộc), or foreigner, or unknown.</summary>
public sealed class EthnicGroup
{
    private EthnicGroup() => (Code, Name, Kind) = ("", "", "");

    /// <summary>Official code, 01 to 56.</summary>
    public string Code { get; private set; }

    /// <summary>Official name.</summary>
    public string Name { get; private set; }

    /// <summary>majority, minority, or other (foreigner, unknown).</summary>
    public string Kind { get; private set; }
}
