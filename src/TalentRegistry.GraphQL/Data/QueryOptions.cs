using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace TalentRegistry.GraphQL.Data;

/// <summary>How filters, orders and pages become queries; what the engine cannot know of the database is told here.</summary>
public sealed class QueryOptions
{
    /// <summary>
    /// Folds accents and case as the database does, as <c>text => MyContext.Fold(text)</c>. Gives text filters the operations
    /// <c>containsFolded</c> and <c>startsWithFolded</c>; null leaves them out.
    /// </summary>
    public Expression<Func<string, string>>? Fold { get; set; }

    /// <summary>
    /// SQL's LIKE with a backslash as escape, as <c>(text, pattern) => EF.Functions.Like(text, pattern, @"\")</c>: lets folded filters
    /// use a trigram index. Null compares with <see cref="string.Contains(string)"/>, which an index does not help.
    /// </summary>
    public Expression<Func<string, string, bool>>? Like { get; set; }

    /// <summary>
    /// Who is told which rows of a type were read, by the C# type of the rows: for a log of reads. An exception refuses the rows.
    /// Rows of pages inside rows are told of like those at the root; rows of lists inside rows belong to the row around them and are not told of.
    /// </summary>
    public Dictionary<Type, RowsRead> OnRead { get; } = [];

    /// <summary>
    /// What <see cref="OnRead"/> is told of rows of a type in place of their own keys, as whose the row is; from the row to the value.
    /// </summary>
    public Dictionary<Type, LambdaExpression> ReadAs { get; } = [];

    /// <summary>
    /// Who is told that one object was asked for and is not among the rows that the caller may see: by <c>node</c> and <c>nodes</c>, and by fields that give one
    /// row or null. Null, as at first, tells nobody.
    /// </summary>
    public ObjectMissing? OnMissing { get; set; }

    /// <summary>
    /// SQL's comparison of whole rows, as <c>(left, right) => EF.Functions.GreaterThan(left, right)</c>: a page then begins at its place
    /// in an index, where comparing key by key passes over all rows that share the first key. Null compares key by key.
    /// </summary>
    public Expression<Func<ITuple, ITuple, bool>>? RowGreaterThan { get; set; }

    /// <summary>
    /// The database that answers with JSON of its own making; null, as at first, reads values through the provider of the queryables.
    /// A field that cannot be said in SQL is always read so.
    /// </summary>
    public Sql.SqlDatabase? Database { get; set; }

    /// <summary>Values in one <c>in</c> or <c>nin</c>; 1000 unless set.</summary>
    public int MaxListItems { get; set; } = 1000;

    /// <summary>Conditions in one <c>where</c>; 100 unless set.</summary>
    public int MaxConditions { get; set; } = 100;

    /// <summary>Steps in one <c>order</c>; 8 unless set.</summary>
    public int MaxOrderSteps { get; set; } = 8;

    /// <summary>Rows of a list that is not paged; a longer one is refused. 10,000 unless set.</summary>
    public int MaxListRows { get; set; } = 10_000;

    /// <summary>
    /// Further arguments of <c>node</c> and <c>nodes</c>: they choose no object, but fields below take them from around, as the day on which to tell of it.
    /// </summary>
    public List<TypeSystem.InputValue> NodeArguments { get; } = [];

    /// <summary>Objects that may be asked for by their ids at once, by <c>nodes</c>; 500 unless set.</summary>
    public int MaxNodes { get; set; } = 500;
}
