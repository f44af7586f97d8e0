namespace TalentRegistry.Data.Demo;

/// <summary>A kind of body: a row of db/demo/agency_template.csv.</summary>
internal sealed class BodyTemplate(CsvRow row)
{
    public string Code { get; } = row["code"];

    /// <summary>province, district, commune, or new_commune.</summary>
    public string Scope { get; } = row["scope"];

    public string Kind { get; } = row["kind"];

    public string Name { get; } = row["name"];

    public string Sector { get; } = row["sector_code"];

    public string GovernmentLevel { get; } = row["government_level"];

    public string Ownership { get; } = row["ownership"];

    public string Parent { get; } = row["parent"];

    /// <summary>How many a unit has; of those of a province per 100,000 people.</summary>
    public int Many { get; } = row.Whole("many");

    /// <summary>On 1 July 2025: lives, closes, merges or opens.</summary>
    public string Fate { get; } = row["fate"];

    public bool Spread { get; } = row["spread"] == "spread";

    /// <summary>Template of the bodies to which those that close go over.</summary>
    public string Successor { get; } = row["successor"];

    /// <summary>Year of founding; null for the usual one.</summary>
    public int? Founded { get; } = row["founded"] is "" ? null : row.Whole("founded");
}

/// <summary>A body that employs, before it becomes an agency of the registry.</summary>
internal sealed class Body
{
    public required int Index { get; init; }

    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required BodyTemplate Template { get; init; }

    public required Province Province { get; init; }

    /// <summary>District of the map of 30 June 2025 in which it is counted.</summary>
    public required District District { get; init; }

    /// <summary>First day of its life, as a day number.</summary>
    public required int From { get; init; }

    /// <summary>First day after its life; <see cref="int.MaxValue"/> while it lives.</summary>
    public int Until { get; set; } = int.MaxValue;

    /// <summary>Commune of its seat until 30 June 2025; null for those that opened after.</summary>
    public string? OldSeat { get; init; }

    /// <summary>Commune of its seat since 1 July 2025; null for those that closed before.</summary>
    public string? NewSeat { get; set; }

    /// <summary>The body above it; -1 at the top.</summary>
    public int Parent { get; set; } = -1;

    /// <summary>Bodies to which it went over.</summary>
    public List<int> Successors { get; } = [];

    /// <summary>Distance from the top, for the order in which agencies are written.</summary>
    public int Depth { get; set; }
}
