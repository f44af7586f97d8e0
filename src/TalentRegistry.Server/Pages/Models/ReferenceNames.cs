namespace TalentRegistry.Server.Pages.Models;

/// <summary>Names of what the history tells by code or key alone.</summary>
public sealed class ReferenceNames
{
    /// <summary>Columns of records whose values name a row of another table, with the list that names it.</summary>
    internal static readonly IReadOnlyDictionary<string, string> ListOfField = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["keeper_id"] = "agency",
        ["agency_id"] = "agency",
        ["home_unit_id"] = "unit",
        ["ethnic_group_code"] = "ethnic_group",
        ["level_code"] = "degree_level",
        ["required_level_code"] = "degree_level",
        ["field_code"] = "field_of_study",
        ["profession_code"] = "profession",
    };

    private readonly Dictionary<(string List, string Code), CodeName> names;

    /// <summary>Keeps names by list and code.</summary>
    public ReferenceNames(IEnumerable<(string List, CodeName Name)> known) => names = known.ToDictionary(pair => (pair.List, pair.Name.Code), pair => pair.Name);

    /// <summary>The name of a value of a column; null where the column names no other row, or the row is gone.</summary>
    public CodeName? Of(string field, string value) => ListOfField.TryGetValue(field, out var list) ? names.GetValueOrDefault((list, value)) : null;
}
