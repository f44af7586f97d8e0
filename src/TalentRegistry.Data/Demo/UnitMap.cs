namespace TalentRegistry.Data.Demo;

/// <summary>A unit of db/reference/administrative_unit.csv.</summary>
internal sealed record Unit(string Id, string Level, string Code, string Name, string ShortName, string Kind, string ParentId, DateOnly? ValidUntil)
{
    /// <summary>As it stands inside a sentence: "tỉnh Điện Biên", "xã Mường Nhé".</summary>
    public string InSentence => char.ToLowerInvariant(Name[0]) + Name[1..];
}

/// <summary>The map of 30 June 2025 and what became of it the day after.</summary>
internal sealed class UnitMap
{
    private readonly Dictionary<string, Unit> units = [];
    private readonly Dictionary<string, List<Unit>> children = [];
    private readonly Dictionary<string, List<string>> successors = [];
    private readonly Dictionary<string, string> mainPredecessor = [];

    public UnitMap(string dbFolder)
    {
        foreach (var row in CsvTable.Read(dbFolder, "reference", "administrative_unit.csv"))
        {
            var unit = new Unit(
                row["id"], row["level"], row["code"], row["name"], row["short_name"], row["kind_vi"], row["parent_id"], row.Date("valid_until"));
            units.Add(unit.Id, unit);
            if (!children.TryGetValue(unit.ParentId, out var siblings))
                children.Add(unit.ParentId, siblings = []);
            siblings.Add(unit);
        }

        // In the order in which registry.agency_place follows lineage back: whole units before parts, then by id.
        var changes = CsvTable.Read(dbFolder, "reference", "unit_change.csv").FindAll(row => row["successor_id"] != "");
        changes.Sort((a, b) => (a["kind"] == "split_part").CompareTo(b["kind"] == "split_part") is var order and not 0
            ? order
            : string.CompareOrdinal(a["predecessor_id"], b["predecessor_id"]));
        foreach (var change in changes)
        {
            mainPredecessor.TryAdd(change["successor_id"], change["predecessor_id"]);
            if (!successors.TryGetValue(change["predecessor_id"], out var list))
                successors.Add(change["predecessor_id"], list = []);
            list.Add(change["successor_id"]);
        }
    }

    public Unit this[string id] => units[id];

    /// <summary>Units right below, in the order of the file.</summary>
    public IReadOnlyList<Unit> Below(string id) => children.TryGetValue(id, out var list) ? list : [];

    /// <summary>Units into which a unit went over.</summary>
    public IReadOnlyList<string> SuccessorsOf(string id) => successors.TryGetValue(id, out var list) ? list : [];

    /// <summary>District of the map of 30 June 2025 in which a commune of the new map is counted; null outside the four provinces.</summary>
    public string? DistrictOfNew(string communeId) =>
        mainPredecessor.TryGetValue(communeId, out var old) ? units[old].ParentId : null;

    /// <summary>Successor of a commune that is counted in the same district, or else its first.</summary>
    public string MainSuccessor(string communeId)
    {
        var list = SuccessorsOf(communeId);
        foreach (var successor in list)
            if (DistrictOfNew(successor) == units[communeId].ParentId)
                return successor;
        return list[0];
    }
}
