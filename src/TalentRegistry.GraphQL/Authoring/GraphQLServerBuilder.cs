using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Data;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>Declares what a server may be asked. Each call adds; the schema is built, and checked, when it is first asked for.</summary>
public sealed class GraphQLServerBuilder
{
    internal GraphQLServerBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services of the host.</summary>
    public IServiceCollection Services { get; }

    /// <summary>How requests are run.</summary>
    internal ExecutionOptions Options { get; } = new();

    /// <summary>How filters, orders and pages become queries.</summary>
    internal QueryOptions Queries { get; } = new();

    internal SchemaDeclarations Declared { get; } = new();

    /// <summary>A class whose methods and properties are fields of the query root, or an <see cref="ObjectType{T}"/> that describes one.</summary>
    public GraphQLServerBuilder AddQueryType<T>() => AddRoot(OperationType.Query, typeof(T));

    /// <summary>A class whose methods are fields of the mutation root, or an <see cref="ObjectType{T}"/> that describes one.</summary>
    public GraphQLServerBuilder AddMutationType<T>() => AddRoot(OperationType.Mutation, typeof(T));

    /// <summary>A class whose methods, each marked <see cref="Subscriptions.SubscribeAttribute"/>, are fields of the subscription root.</summary>
    public GraphQLServerBuilder AddSubscriptionType<T>() => AddRoot(OperationType.Subscription, typeof(T));

    /// <summary>
    /// A class marked <see cref="QueryTypeAttribute"/>, <see cref="MutationTypeAttribute"/>, <see cref="SubscriptionTypeAttribute"/> or <see cref="ExtendObjectTypeAttribute{T}"/>;
    /// it may be static.
    /// </summary>
    public GraphQLServerBuilder AddTypeExtension(Type type)
    {
        Declared.Add(type);
        return this;
    }

    /// <inheritdoc cref="AddTypeExtension(Type)"/>
    public GraphQLServerBuilder AddTypeExtension<T>() => AddTypeExtension(typeof(T));

    /// <summary>An <see cref="ObjectType{T}"/>, or a class, enum or interface that no field leads to by itself.</summary>
    public GraphQLServerBuilder AddType<T>()
    {
        Declared.Add(typeof(T));
        return this;
    }

    /// <summary>Everything in <paramref name="assembly"/> that an attribute or a base class marks as part of the schema.</summary>
    public GraphQLServerBuilder AddTypes(Assembly assembly)
    {
        Declared.Add(assembly);
        return this;
    }

    /// <summary>Shows and reads values of <typeparamref name="T"/> as <paramref name="scalar"/>.</summary>
    public GraphQLServerBuilder BindScalar<T>(ScalarType scalar)
    {
        Declared.Scalars[typeof(T)] = scalar;
        return this;
    }

    /// <summary>The description of the schema as a whole, in Markdown.</summary>
    public GraphQLServerBuilder Describe(string description)
    {
        Declared.Description = description;
        return this;
    }

    /// <summary>The rule behind <c>[Authorize("…")]</c>; a policy without a rule lets no one see.</summary>
    public GraphQLServerBuilder AddPolicy(string policy, PolicyRule rule)
    {
        Options.Policies.Add(policy, rule);
        return this;
    }

    /// <summary>Sets limits and hooks of execution.</summary>
    public GraphQLServerBuilder ModifyOptions(Action<ExecutionOptions> change)
    {
        change(Options);
        return this;
    }

    /// <summary>Tells filters, orders and pages what they cannot know of the database.</summary>
    public GraphQLServerBuilder ModifyQueryOptions(Action<QueryOptions> change)
    {
        change(Queries);
        return this;
    }

    internal Schema BuildSchema(IServiceProvider services) =>
        new SchemaTypes(Declared, services.GetService<IServiceProviderIsService>()) { Queries = Queries }.Build();

    private GraphQLServerBuilder AddRoot(OperationType operation, Type type)
    {
        Declared.AddRoot(operation, type);
        return this;
    }
}
