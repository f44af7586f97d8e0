using System.Linq.Expressions;
using System.Reflection;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Authoring;

/// <inheritdoc cref="IObjectTypeDescriptor{T}"/>
internal sealed class ObjectTypeDescriptor<T> : IObjectTypeDescriptor<T>
{
    public ObjectTypeConfiguration Configuration { get; } = new(typeof(T));

    public IObjectTypeDescriptor<T> Name(string name) => With(c => c.Name = name);

    public IObjectTypeDescriptor<T> Description(string description) => With(c => c.Description = description);

    public IObjectTypeDescriptor<T> BindFieldsExplicitly() => With(c => c.IsExplicit = true);

    public IObjectTypeDescriptor<T> BindFieldsImplicitly() => With(c => c.IsExplicit = false);

    public IObjectTypeDescriptor<T> Authorize(string policy) => With(c => c.Policy = policy);

    public IObjectTypeDescriptor<T> Key<TKey>(Expression<Func<T, TKey>> key) => With(c => c.Key = key);

    public IObjectTypeDescriptor<T> DefaultOrder<TKey>(Expression<Func<T, TKey>> by) => With(c => c.AddOrder(by, descending: false));

    public IObjectTypeDescriptor<T> DefaultOrderDescending<TKey>(Expression<Func<T, TKey>> by) => With(c => c.AddOrder(by, descending: true));

    public INodeDescriptor<T> ImplementsNode()
    {
        Configuration.Node ??= new NodeConfiguration();
        return new NodeDescriptor<T>(Configuration.Node);
    }

    public IObjectFieldDescriptor<T> Field(string name) => Describe(new FieldConfiguration(_ => new FieldDraft(name)));

    public IObjectFieldDescriptor<T> Field<TMember>(Expression<Func<T, TMember>> member) => member.Body switch
    {
        MemberExpression { Expression: ParameterExpression, Member: PropertyInfo property } => Describe(new(m => IsResolvers ? Resolver(m, property) : m.OfModel(property, typeof(T)))),
        MethodCallExpression { Object: ParameterExpression, Method: var method } => Describe(new(m => IsResolvers ? Resolver(m, method) : m.OfModel(method))),
        _ => throw new ArgumentException($"{member} is no direct member of {typeof(T).Name}; use Field(\"name\").Project(…).", nameof(member)),
    };

    // A class of resolvers is made for each field; it is not an object that a row holds.
    private static bool IsResolvers => typeof(T).IsDefined(typeof(QueryTypeAttribute)) || typeof(T).IsDefined(typeof(MutationTypeAttribute));

    private static FieldDraft Resolver(Members members, MemberInfo member) =>
        members.OfResolvers(typeof(T), null).First(f => f.Name == NamesOf.Field(member));

    private ObjectFieldDescriptor<T> Describe(FieldConfiguration field)
    {
        Configuration.Said.Add(field);
        return new ObjectFieldDescriptor<T>(field);
    }

    private ObjectTypeDescriptor<T> With(Action<ObjectTypeConfiguration> change)
    {
        change(Configuration);
        return this;
    }
}
