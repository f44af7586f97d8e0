using System.Globalization;
using Npgsql;

namespace TalentRegistry.Data.Indicators;

/// <summary>Values of a statement that is being written; in its text they stand as {0}, {1}, …</summary>
internal sealed class StatementArguments
{
    private readonly List<object> values = [];
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary>The values in their order.</summary>
    public object[] Values => [.. values];

    /// <summary>Adds a value, or finds it again, and gives its place in the text.</summary>
    public string Add(object value, string type)
    {
        var key = $"{type} {(value is string[] texts ? string.Join('\u001f', texts) : value is Guid[] ids ? string.Join('\u001f', ids) : Convert.ToString(value, CultureInfo.InvariantCulture))}";
        if (known.TryGetValue(key, out var place))
            return place;

        values.Add(value);
        return known[key] = string.Create(CultureInfo.InvariantCulture, $"{{{values.Count - 1}}}::{type}");
    }

    /// <summary>A list of texts.</summary>
    public string Add(IEnumerable<string> texts) => Add(texts.ToArray(), "text[]");

    /// <summary>A day.</summary>
    public string Add(DateOnly day) => Add(day, "date");

    /// <summary>A statement with these values.</summary>
    public NpgsqlBatchCommand Statement(string sql)
    {
        for (var i = values.Count - 1; i >= 0; i--)
            sql = sql.Replace(string.Create(CultureInfo.InvariantCulture, $"{{{i}}}"), string.Create(CultureInfo.InvariantCulture, $"${i + 1}"), StringComparison.Ordinal);
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            statement.Parameters.Add(new NpgsqlParameter { Value = value });
        return statement;
    }
}
