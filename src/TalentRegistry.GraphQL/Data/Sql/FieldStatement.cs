using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>The statement of a field for all requests of one shape, and how its rows are read.</summary>
internal sealed class FieldStatement : IShapedStatement<RequestParts>
{
    private readonly SqlModel _model;
    private readonly Expression _rows;
    private readonly RowOrder? _order;
    private readonly bool _isFromEnd;
    private readonly IReadOnlyList<NestedRows> _nested;
    private readonly IReadOnlyList<NestedPage> _pages;
    private readonly IReadOnlyDictionary<ParameterExpression, (Execution.FieldPlan Field, InputValue Argument)> _arguments;
    private readonly IReadOnlyList<SqlSlot> _slots;
    private readonly IReadOnlyList<SqlSlot> _traits;
    private readonly Dictionary<Expression, int> _places = [];

    // Of the request that it is made for nothing is kept but the shape: a statement outlives it.
    public FieldStatement(SqlModel model, RequestParts template, SqlSlots slots, string text)
    {
        (_model, Text) = (model, text);
        (_rows, _order, _isFromEnd) = (template.Rows, template.Order, template.IsFromEnd);
        (_nested, _pages, ToldInside) = ([.. template.Nested], [.. template.Pages], [.. template.ToldInside]);
        (_arguments, _slots, _traits) = (template.Arguments, slots.All, slots.Traits);
        foreach (var slot in _slots.Concat(_traits))
            _places.TryAdd(slot.Node, _places.Count);
    }

    public string Text { get; }

    /// <summary>How many columns of JSON there are, first.</summary>
    public int JsonColumns { get; init; }

    /// <summary>The keys of the order, after them.</summary>
    public IReadOnlyList<ColumnReader> Keys { get; init; } = [];

    /// <summary>The key of the row for who is told of reads, after them; null where nobody is.</summary>
    public ColumnReader? Observed { get; init; }

    /// <summary>Who is told of rows inside rows, by the mark in <see cref="ToldText"/>: the C# type of the rows, and of what is told.</summary>
    public IReadOnlyList<(Type RowType, Type KeyType)> ToldInside { get; }

    /// <summary>Whether it gives a number of rows and no rows.</summary>
    public bool IsCount { get; init; }

    /// <summary>Whether the last column counts the rows of all pages.</summary>
    public bool HasTotal { get; init; }

    /// <inheritdoc/>
    public bool TryBind(RequestParts given, [NotNullWhen(true)] out SqlStatement? statement)
    {
        statement = null;
        if (given.IsFromEnd != _isFromEnd)
            return false;

        var found = new Expression?[_places.Count];
        if (!IsSame(given, found))
            return false;

        object? Value(SqlSlot slot) => given.Value(found[_places[slot.Node]] ?? slot.Node, _arguments);
        foreach (var slot in _traits)
        {
            if (slot.Trait!(Value(slot)) != slot.HasTrait)
                return false;
        }

        var values = new object?[_slots.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Value(_slots[i]) is { } value ? _slots[i].Convert(value) : null;
        statement = new SqlStatement(Text, values);
        return true;
    }

    private bool IsSame(RequestParts given, Expression?[] found)
    {
        var match = new QueryMatch(_model, _places, place => place == RequestParts.Limit || _arguments.ContainsKey(place), found);
        if (!match.Same(_rows, given.Rows) || !match.Same(_order, given.Order))
            return false;

        foreach (var nested in _nested)
        {
            if (!match.Same(nested.Template, given.Of(nested)))
                return false;
        }

        foreach (var page in _pages)
        {
            if (!page.IsLike(given.Of(page), match))
                return false;
        }

        return true;
    }
}
