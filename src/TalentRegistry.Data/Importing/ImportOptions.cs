using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Values;

namespace TalentRegistry.Data.Importing;

/// <summary>How a list is to be read.</summary>
/// <param name="Today">The day against which ages and dates are checked.</param>
public sealed record ImportOptions(DateOnly Today)
{
    /// <summary>Limits of the file.</summary>
    public ImportLimits Limits { get; init; } = new();

    /// <summary>Sheet to read; null for the first visible one that holds a list.</summary>
    public string? Sheet { get; init; }

    /// <summary>The user's corrections of columns.</summary>
    public ColumnMapping Mapping { get; init; } = ColumnMapping.None;

    /// <summary>Agencies to hold names against; null when they are not checked.</summary>
    public AgencyDirectory? Agencies { get; init; }

    /// <summary>The agency of rows that name none; null when each must.</summary>
    public KnownAgency? Agency { get; init; }
}
