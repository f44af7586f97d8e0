using System.Linq.Expressions;
using TalentRegistry.GraphQL.Data;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>What an author has said of the type that shows a C# class.</summary>
internal sealed class ObjectTypeConfiguration(Type model)
{
    private readonly List<DefaultOrder> _order = [];

    public Type Model => model;

    public string? Name { get; set; }

    public string? Description { get; set; }

    public bool IsExplicit { get; set; }

    public string? Policy { get; set; }

    public LambdaExpression? Key { get; set; }

    /// <summary>Set where its objects have global ids.</summary>
    public NodeConfiguration? Node { get; set; }

    /// <summary>What was said of fields, in order: how to find or make the draft among those there are, and what to change in it.</summary>
    public List<FieldConfiguration> Said { get; } = [];

    public RowIdentity? Identity =>
        Key is not null ? new RowIdentity(Key, _order)
        : _order.Count > 0 ? throw new InvalidOperationException($"{model.Name} has a default order but no Key, which decides between equal rows.")
        : null;

    public void AddOrder(LambdaExpression by, bool descending) => _order.Add(new DefaultOrder(by, descending));

    public IReadOnlyList<FieldDraft> Fields(Members members, Func<IEnumerable<FieldDraft>> byConvention)
    {
        var fields = new List<FieldDraft>(IsExplicit ? [] : byConvention());
        foreach (var said in Said)
        {
            var made = said.Make(members);
            var draft = fields.Find(f => f.Name == made.Name);
            if (draft is null)
                fields.Add(draft = made);
            foreach (var change in said.Changes)
                change(draft);
        }

        return [.. fields.Where(f => !f.IsIgnored)];
    }
}

/// <summary>What an author has said of one field.</summary>
internal sealed class FieldConfiguration(Func<Members, FieldDraft> make)
{
    public List<Action<FieldDraft>> Changes { get; } = [];

    public FieldDraft Make(Members members) => make(members);
}
