using System.Linq.Expressions;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>How C# types and calls are said in a database's SQL. Names in it are quoted as SQL needs them.</summary>
/// <param name="tables">The table of each C# type of rows.</param>
/// <param name="isTable">Whether an expression stands for all rows of the table of its item type.</param>
/// <param name="call">What a call means; null for one that is not known.</param>
public sealed class SqlModel(
    IReadOnlyDictionary<Type, SqlTable> tables, Func<Expression, bool> isTable, Func<MethodCallExpression, SqlCall?> call)
{
    /// <summary>The table whose rows are of <paramref name="type"/>; null if there is none.</summary>
    public SqlTable? TableOf(Type type) => tables.GetValueOrDefault(type);

    /// <summary>Whether an expression stands for all rows of the table of its item type.</summary>
    public bool IsTable(Expression rows) => isTable(rows);

    /// <summary>What a call means; null for one that is not known.</summary>
    public SqlCall? Call(MethodCallExpression expression) => call(expression);
}

/// <summary>A table or view.</summary>
/// <param name="Name">With its schema.</param>
/// <param name="Columns">By the C# member, or the name that <see cref="SqlCall.Column"/> gives.</param>
/// <param name="Links">By the C# member.</param>
/// <param name="Key">The columns that tell rows apart; none is ever null.</param>
public sealed record SqlTable(
    string Name, IReadOnlyDictionary<string, SqlColumn> Columns, IReadOnlyDictionary<string, SqlLink> Links, IReadOnlyList<SqlColumn> Key);

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="StoreType">Its type, such as <c>uuid</c> or <c>smallint</c>.</param>
/// <param name="ClrType">The C# type of its member, without Nullable.</param>
/// <param name="IsNullable">Whether it may be null.</param>
/// <param name="Conversion">Between the member and what the driver takes; null where they are the same.</param>
public sealed record SqlColumn(string Name, string StoreType, Type ClrType, bool IsNullable, SqlConversion? Conversion);

/// <summary>Between a C# value and the one that the driver takes; neither is ever null.</summary>
/// <param name="StoreType">The driver's C# type.</param>
/// <param name="ToStore">From the member's value.</param>
/// <param name="FromStore">To the member's value.</param>
public sealed record SqlConversion(Type StoreType, Func<object, object?> ToStore, Func<object, object?> FromStore);

/// <summary>From a row to the row or rows that belong to it.</summary>
/// <param name="Target">The C# type of those.</param>
/// <param name="Keys">Pairs of columns, here and there, that are equal.</param>
/// <param name="IsMany">Whether there may be more than one.</param>
public sealed record SqlLink(Type Target, IReadOnlyList<(SqlColumn Here, SqlColumn There)> Keys, bool IsMany);

/// <summary>What a call of a method means in SQL.</summary>
public abstract record SqlCall
{
    private SqlCall()
    {
    }

    /// <summary>The column <paramref name="Member"/> of the row that <paramref name="Row"/> stands for.</summary>
    public sealed record Column(Expression Row, string Member) : SqlCall;

    /// <summary>An expression of its arguments, <c>{0}</c>, <c>{1}</c> …, which is null where one of them is.</summary>
    public sealed record Text(string Template, IReadOnlyList<Expression> Arguments) : SqlCall;
}
