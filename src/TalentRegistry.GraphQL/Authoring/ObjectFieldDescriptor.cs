using System.Linq.Expressions;
using System.Reflection;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Authoring;

/// <inheritdoc cref="IObjectFieldDescriptor{T}"/>
internal sealed class ObjectFieldDescriptor<T>(FieldConfiguration field) : IObjectFieldDescriptor<T>
{
    public IObjectFieldDescriptor<T> Name(string name) => With(d => d.Name = name);

    public IObjectFieldDescriptor<T> Description(string description) => With(d => d.Description = description);

    public IObjectFieldDescriptor<T> Deprecated(string reason) => With(d => d.Deprecation = reason);

    public IObjectFieldDescriptor<T> Type(string type) => With(d => d.TypeText = type);

    public IObjectFieldDescriptor<T> Type<TResult>() => With(d => (d.Result, d.Nullability) = (typeof(TResult), null));

    public IObjectFieldDescriptor<T> NonNull() => With(d => d.IsNonNull = true);

    public IObjectFieldDescriptor<T> ID() => With(d => d.IsId = true);

    public IObjectFieldDescriptor<T> ID<TNode>() => With(d => (d.IsId, d.IdOf) = (true, typeof(TNode)));

    public IObjectFieldDescriptor<T> Authorize(string policy) => With(d => d.Policy = policy);

    public IObjectFieldDescriptor<T> Ignore() => With(d => d.IsIgnored = true);

    public IObjectFieldDescriptor<T> Argument<TValue>(string name, Action<IArgumentDescriptor>? describe = null) => With(d =>
    {
        var argument = d.Arguments.Find(a => a.Name == name);
        if (argument is null)
            d.Arguments.Add(argument = ArgumentOf(name, typeof(TValue)));
        describe?.Invoke(new ArgumentDescriptor(argument));
    });

    public IObjectFieldDescriptor<T> Resolve<TResult>(Func<IResolverContext, TResult> resolve) =>
        Resolve(typeof(TResult), context => new(resolve(context)));

    public IObjectFieldDescriptor<T> Resolve<TResult>(Func<IResolverContext, Task<TResult>> resolve) =>
        Resolve(typeof(TResult), context => Results.OfTask(resolve(context)));

    public IObjectFieldDescriptor<T> Project<TResult>(Expression<Func<T, TResult>> projection) => Project((LambdaExpression)projection);

    public IObjectFieldDescriptor<T> Project<TArgument, TResult>(Expression<Func<T, TArgument, TResult>> projection) =>
        Project((LambdaExpression)projection);

    public IObjectFieldDescriptor<T> Project<TFirst, TSecond, TResult>(Expression<Func<T, TFirst, TSecond, TResult>> projection) =>
        Project((LambdaExpression)projection);

    public IObjectFieldDescriptor<T> Cost(double weight) => With(d => d.Cost = new CostAttribute(weight).Weight);

    public IObjectFieldDescriptor<T> ListSize(int assumedSize) => With(d => d.ListSize = new ListSizeAttribute { AssumedSize = assumedSize });

    public IObjectFieldDescriptor<T> UsePaging(int defaultPageSize = 50, int maxPageSize = 500) =>
        With(d => d.Paging = new UsePagingAttribute { DefaultPageSize = defaultPageSize, MaxPageSize = maxPageSize });

    public IObjectFieldDescriptor<T> UseFiltering() => With(d => d.Filters = true);

    public IObjectFieldDescriptor<T> UseSorting() => With(d => d.Sorts = true);

    public IObjectFieldDescriptor<T> UseFirstOrDefault() => With(d => d.IsSingle = true);

    public IObjectFieldDescriptor<T> NotFilterable() => With(d => d.IsFilterable = false);

    public IObjectFieldDescriptor<T> NotSortable() => With(d => d.IsSortable = false);

    public IObjectFieldDescriptor<T> SortAs<TKey>(Expression<Func<T, TKey>> key) => With(d => d.SortAs = key);

    public IObjectFieldDescriptor<T> FoldedAs(Expression<Func<T, string?>> folded) => With(d => d.FoldedAs = folded);

    private ObjectFieldDescriptor<T> Resolve(Type result, FieldResolver resolve) => With(d =>
    {
        var source = Expression.Parameter(typeof(T), "source");
        (d.Result, d.Nullability, d.Resolve, d.Projection) = (result, null, resolve, null);
        d.Requires = [Expression.Lambda(source, source)];
    });

    private ObjectFieldDescriptor<T> Project(LambdaExpression projection) => With(d =>
    {
        (d.Result, d.Nullability, d.Projection, d.Requires) = (projection.ReturnType, null, projection, []);
        d.Arguments.Clear();
        d.Arguments.AddRange(projection.Parameters.Skip(1).Select(p => ArgumentOf(p.Name!, p.Type)));
        d.Resolve = new ProjectionResolver(projection).Resolve;
    });

    // A lambda's parameter that may be null may be left out.
    private static ArgumentDraft ArgumentOf(string name, Type type) => new(name, type) { IsNonNull = type.IsValueType ? null : false };

    private ObjectFieldDescriptor<T> With(Action<FieldDraft> change)
    {
        field.Changes.Add(change);
        return this;
    }

    private sealed class ArgumentDescriptor(ArgumentDraft argument) : IArgumentDescriptor
    {
        public IArgumentDescriptor Description(string description)
        {
            argument.Description = description;
            return this;
        }

        public IArgumentDescriptor DefaultValue(object? value)
        {
            (argument.HasDefault, argument.Default) = (true, value);
            return this;
        }

        public IArgumentDescriptor NonNull()
        {
            argument.IsNonNull = true;
            return this;
        }

        public IArgumentDescriptor FromAround()
        {
            argument.IsFromAround = true;
            return this;
        }

        public IArgumentDescriptor Rule(Func<object, GraphQLError?> refuse)
        {
            argument.Rule = refuse;
            return this;
        }
    }
}
