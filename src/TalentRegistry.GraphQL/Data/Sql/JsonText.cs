using System.Text;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>
/// JSON as SQL puts it together: pieces that are always the same between pieces that are computed, in one <c>concat</c>, which is quicker
/// than PostgreSQL's own functions for JSON objects, as those look up the type of every part anew.
/// </summary>
internal sealed class JsonText
{
    /// <summary>
    /// Stands where the answer would be wrong, as a null where the schema has none: a character that JSON has only escaped. Who finds it
    /// reads the field in the other way, which tells the error.
    /// </summary>
    public const string Fault = "chr(1)";

    /// <summary><see cref="Fault"/> as it arrives.</summary>
    public const byte FaultByte = 1;

    // PostgreSQL takes up to 100 arguments.
    private const int MaxArguments = 96;

    private readonly List<string> _parts = [];
    private readonly StringBuilder _literal = new();

    /// <summary>Adds JSON.</summary>
    public void Add(string json) => _literal.Append(json);

    /// <summary>Adds an SQL expression that gives JSON, or nothing where it is null.</summary>
    public void AddSql(string sql)
    {
        EndLiteral();
        _parts.Add(sql);
    }

    /// <summary>The SQL of all of it.</summary>
    public string ToSql()
    {
        EndLiteral();
        var parts = _parts;
        while (parts.Count > MaxArguments)
            parts = [.. parts.Chunk(MaxArguments).Select(Concat)];
        return parts is [var only] && only.StartsWith('\'') ? only : Concat(parts);
    }

    private static string Concat(IReadOnlyList<string> parts) => $"concat({string.Join(", ", parts)})";

    private void EndLiteral()
    {
        if (_literal.Length == 0)
            return;

        _parts.Add(SqlValue.Quote(_literal.ToString()));
        _literal.Clear();
    }
}
