using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>Describes one field of the type that shows <typeparamref name="T"/>.</summary>
public interface IObjectFieldDescriptor<T>
{
    /// <summary>The name in GraphQL.</summary>
    IObjectFieldDescriptor<T> Name(string name);

    /// <summary>The description, in Markdown.</summary>
    IObjectFieldDescriptor<T> Description(string description);

    /// <summary>Marks it as going; <paramref name="reason"/> says what to use in its place.</summary>
    IObjectFieldDescriptor<T> Deprecated(string reason);

    /// <summary>The type in SDL, of scalars and types known already: <c>"ID!"</c>.</summary>
    IObjectFieldDescriptor<T> Type(string type);

    /// <summary>The type by its C# type; nullable unless it is a plain value type.</summary>
    IObjectFieldDescriptor<T> Type<TResult>();

    /// <summary>The value is never null, where C# cannot tell: a lambda that gives a string or an object.</summary>
    IObjectFieldDescriptor<T> NonNull();

    /// <summary>Shows the value as <c>ID</c>; on a type that is a node as its global id.</summary>
    IObjectFieldDescriptor<T> ID();

    /// <summary>Shows a key of another node type, the one of <typeparamref name="TNode"/>, as its global id.</summary>
    IObjectFieldDescriptor<T> ID<TNode>();

    /// <summary>Lets only callers who satisfy a policy see, filter or sort by the field.</summary>
    IObjectFieldDescriptor<T> Authorize(string policy);

    /// <summary>Keeps it out of the schema.</summary>
    IObjectFieldDescriptor<T> Ignore();

    /// <summary>An argument of a resolver, or more about an argument of a projection.</summary>
    /// <param name="name">In a projection: the name of the lambda's parameter.</param>
    /// <param name="describe">Says more of it.</param>
    IObjectFieldDescriptor<T> Argument<TValue>(string name, Action<IArgumentDescriptor>? describe = null);

    /// <summary>Computes the value in C#, from the whole object; it cannot be filtered or sorted by.</summary>
    IObjectFieldDescriptor<T> Resolve<TResult>(Func<IResolverContext, TResult> resolve);

    /// <inheritdoc cref="Resolve{TResult}(Func{IResolverContext, TResult})"/>
    IObjectFieldDescriptor<T> Resolve<TResult>(Func<IResolverContext, Task<TResult>> resolve);

    /// <summary>Computes the value by an expression that becomes part of the query, so that it can be filtered and sorted by too.</summary>
    IObjectFieldDescriptor<T> Project<TResult>(Expression<Func<T, TResult>> projection);

    /// <summary>As <see cref="Project{TResult}"/>, with an argument named as the lambda's second parameter: <c>(Person p, DateOnly asOf) => …</c>.</summary>
    IObjectFieldDescriptor<T> Project<TArgument, TResult>(Expression<Func<T, TArgument, TResult>> projection);

    /// <summary>As <see cref="Project{TResult}"/>, with two arguments named as the lambda's further parameters.</summary>
    IObjectFieldDescriptor<T> Project<TFirst, TSecond, TResult>(Expression<Func<T, TFirst, TSecond, TResult>> projection);

    /// <summary>What the field costs beside what is selected below it, 0 or more.</summary>
    IObjectFieldDescriptor<T> Cost(double weight);

    /// <summary>How many items the list is taken to have when the cost of an operation is counted.</summary>
    IObjectFieldDescriptor<T> ListSize(int assumedSize);

    /// <summary>Gives the rows as a Relay connection.</summary>
    /// <param name="defaultPageSize">Rows of a page that names no size.</param>
    /// <param name="maxPageSize">The most rows that may be asked for at once.</param>
    IObjectFieldDescriptor<T> UsePaging(int defaultPageSize = 50, int maxPageSize = 500);

    /// <summary>Gives the rows a <c>where</c> argument.</summary>
    IObjectFieldDescriptor<T> UseFiltering();

    /// <summary>Gives the rows an <c>order</c> argument.</summary>
    IObjectFieldDescriptor<T> UseSorting();

    /// <summary>Gives the first row, or null.</summary>
    IObjectFieldDescriptor<T> UseFirstOrDefault();

    /// <summary>Generated filters do not offer the field.</summary>
    IObjectFieldDescriptor<T> NotFilterable();

    /// <summary>Generated orders do not offer the field.</summary>
    IObjectFieldDescriptor<T> NotSortable();

    /// <summary>What generated orders compare in place of the value, as a name under a language's collation.</summary>
    IObjectFieldDescriptor<T> SortAs<TKey>(Expression<Func<T, TKey>> key);

    /// <summary>The text in folded form (no accents, no case) where a column keeps it; folded filters search that.</summary>
    IObjectFieldDescriptor<T> FoldedAs(Expression<Func<T, string?>> folded);
}

/// <summary>Describes an argument.</summary>
public interface IArgumentDescriptor
{
    /// <summary>The description, in Markdown.</summary>
    IArgumentDescriptor Description(string description);

    /// <summary>The value when none is given; a constant of the argument's C# type.</summary>
    IArgumentDescriptor DefaultValue(object? value);

    /// <summary>It must be given, where C# cannot tell.</summary>
    IArgumentDescriptor NonNull();

    /// <summary>
    /// Left out, it has the value that the nearest field around gives to its argument of the same name and type, as the day of the list that the
    /// field stands in. A null that is given is a null. Generated filters offer a field all of whose arguments are so.
    /// </summary>
    IArgumentDescriptor FromAround();

    /// <summary>What a value must keep to beyond its type.</summary>
    /// <param name="refuse">What is wrong with a value, never null; null where nothing is.</param>
    IArgumentDescriptor Rule(Func<object, GraphQLError?> refuse);
}
