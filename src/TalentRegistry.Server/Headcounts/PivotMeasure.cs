using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Headcounts;

/// <summary>What a cell of the pivot tells.</summary>
public enum PivotMeasure
{
    /// <summary>People.</summary>
    People,

    /// <summary>Percent of the row.</summary>
    OfRow,

    /// <summary>Percent of the column.</summary>
    OfColumn,

    /// <summary>Percent of all.</summary>
    OfAll,
}

/// <summary>Words of the measures.</summary>
public static class PivotMeasures
{
    /// <summary>A measure in words.</summary>
    public static string In(this PivotMeasure measure, Language language) => measure switch
    {
        PivotMeasure.OfRow => language.In("% của hàng", "% of the row"),
        PivotMeasure.OfColumn => language.In("% của cột", "% of the column"),
        PivotMeasure.OfAll => language.In("% của tất cả", "% of all"),
        _ => language.In("Số người", "People"),
    };
}
