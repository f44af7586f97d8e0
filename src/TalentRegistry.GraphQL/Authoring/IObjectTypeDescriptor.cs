using System.Linq.Expressions;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>Describes how objects of <typeparamref name="T"/> are shown. A field described again replaces what was said of it before.</summary>
public interface IObjectTypeDescriptor<T>
{
    /// <summary>The name in GraphQL; the C# name if left out.</summary>
    IObjectTypeDescriptor<T> Name(string name);

    /// <summary>The description, in Markdown; the doc comment's summary if left out.</summary>
    IObjectTypeDescriptor<T> Description(string description);

    /// <summary>Shows only the fields that are described here: right for entities, so that a new property is not published by chance.</summary>
    IObjectTypeDescriptor<T> BindFieldsExplicitly();

    /// <summary>Shows every public property that is not ignored: what happens if nothing is said.</summary>
    IObjectTypeDescriptor<T> BindFieldsImplicitly();

    /// <summary>The policy of every field that names none of its own.</summary>
    IObjectTypeDescriptor<T> Authorize(string policy);

    /// <summary>What tells rows apart when they are paged; a property named Id if left out.</summary>
    /// <param name="key">A value that no two rows share and that the database can order.</param>
    IObjectTypeDescriptor<T> Key<TKey>(Expression<Func<T, TKey>> key);

    /// <summary>
    /// Gives its objects global ids, made of the key, and lets them be asked for by <c>node</c> and <c>nodes</c>. A field <c>id</c> is
    /// added unless there is one.
    /// </summary>
    INodeDescriptor<T> ImplementsNode();

    /// <summary>The next step of the order in which rows come when the caller names none; the key decides last.</summary>
    IObjectTypeDescriptor<T> DefaultOrder<TKey>(Expression<Func<T, TKey>> by);

    /// <summary>As <see cref="DefaultOrder"/>, the largest first.</summary>
    IObjectTypeDescriptor<T> DefaultOrderDescending<TKey>(Expression<Func<T, TKey>> by);

    /// <summary>A field that shows a property or a method of the class itself, as <c>p => p.FullName</c>.</summary>
    /// <exception cref="ArgumentException">The expression is no direct member; use <see cref="Field(string)"/> with a projection.</exception>
    IObjectFieldDescriptor<T> Field<TMember>(Expression<Func<T, TMember>> member);

    /// <summary>A computed field, to be given <c>Project</c> or <c>Resolve</c>; or a field that is there already, to be described further.</summary>
    IObjectFieldDescriptor<T> Field(string name);
}
