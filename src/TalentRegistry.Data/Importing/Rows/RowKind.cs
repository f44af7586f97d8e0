namespace TalentRegistry.Data.Importing.Rows;

/// <summary>What a row of a sheet is.</summary>
public enum RowKind
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>More degrees or other records of the person above.</summary>
    Continuation,

    /// <summary>Nothing in it.</summary>
    Blank,

    /// <summary>Title lines above the header, or their repetition on another page.</summary>
    Title,

    /// <summary>The header.</summary>
    Header,

    /// <summary>The header again, at the head of another page.</summary>
    RepeatedHeader,

    /// <summary>Numbers of columns: (1) (2) (3).</summary>
    Numbering,

    /// <summary>A line over the people that follow: I. Phòng Tổ chức.</summary>
    Section,

    /// <summary>A sum: Tổng cộng.</summary>
    Total,

    /// <summary>Place and date, offices and names of those who sign, below the list.</summary>
    Signature,
}
