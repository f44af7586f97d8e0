using System.Globalization;

namespace TalentRegistry.Data.Indicators;

/// <summary>
/// What is joined to the people of a statement: each table of records once, summed up a person, with a column for each
/// thing asked of it; nothing that is not asked for.
/// </summary>
/// <param name="only">Which records r are looked at, as a clause; empty for all.</param>
internal sealed class RecordJoins(string only)
{
    private readonly Dictionary<string, List<string>> columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> others = new(StringComparer.Ordinal);

    /// <summary>The joins, to stand behind the people s.</summary>
    public string Sql => string.Join("\n  ", others.Values.Concat(columns.Select(pair => Join(pair.Key, pair.Value))));

    /// <summary>
    /// Whether any record of a person passes: true, false, or null where one might. A record's answer is SQL over the record r.
    /// </summary>
    /// <param name="table">Table of schema registry.</param>
    /// <param name="passes">Whether a record passes: true, false or null.</param>
    /// <param name="isOfKind">
    /// Which records show that this was looked into: without any, it is unknown. Null for what is recorded whenever it happens, so
    /// that no record means no.
    /// </param>
    public string Any(string table, string passes, string? isOfKind = null)
    {
        var column = isOfKind is null
            ? $"CASE WHEN bool_or({passes}) THEN true WHEN bool_or(({passes}) IS NULL) THEN NULL ELSE false END"
            : $"CASE WHEN bool_or({passes}) THEN true WHEN bool_or(({passes}) IS NULL) THEN NULL WHEN bool_or({isOfKind}) THEN false END";
        if (!columns.TryGetValue(table, out var known))
            columns[table] = known = [];
        var place = known.IndexOf(column);
        if (place < 0)
        {
            place = known.Count;
            known.Add(column);
        }

        var answer = string.Create(CultureInfo.InvariantCulture, $"{table}.c{place}");
        return isOfKind is null ? $"({table}.person_id IS NOT NULL AND {answer})" : answer;
    }

    /// <summary>Joins something of its own, once.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="join">The whole join.</param>
    public void Add(string name, string join) => others.TryAdd(name, join);

    private string Join(string table, List<string> asked)
    {
        var answers = asked.Select((column, place) => string.Create(CultureInfo.InvariantCulture, $"{column} AS c{place}"));
        return $"""
            LEFT JOIN (SELECT r.person_id, {string.Join(",\n                     ", answers)}
                         FROM registry.{table} r{only} GROUP BY r.person_id) {table} ON {table}.person_id = s.person_id
            """;
    }
}
