namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>A class whose public methods and properties are fields of the query root.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class QueryTypeAttribute : Attribute;

/// <summary>A class whose public methods are fields of the mutation root.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MutationTypeAttribute : Attribute;

/// <summary>A class whose public methods are fields of the subscription root.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SubscriptionTypeAttribute : Attribute;

/// <summary>A class whose public methods are further fields of the type that shows <typeparamref name="T"/>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public sealed class ExtendObjectTypeAttribute<T> : Attribute;

/// <summary>A class that is an object type although nothing with a type of its own refers to it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ObjectTypeAttribute : Attribute;

/// <summary>A C# interface that is a GraphQL interface; classes that implement it do so in GraphQL too.</summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Class, Inherited = false)]
public sealed class InterfaceTypeAttribute : Attribute;

/// <summary>A C# interface without members in common that is a union of the classes that implement it.</summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Class, Inherited = false)]
public sealed class UnionTypeAttribute : Attribute;

/// <summary>An input of which exactly one field is given.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class OneOfAttribute : Attribute;

/// <summary>The name in GraphQL where it is not the one that follows from C#.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLNameAttribute(string name) : Attribute
{
    /// <summary>As callers write it.</summary>
    public string Name => name;
}

/// <summary>The description where it is not the doc comment's summary.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLDescriptionAttribute(string description) : Attribute
{
    /// <summary>Markdown.</summary>
    public string Description => description;
}

/// <summary>Keeps a member out of the schema.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLIgnoreAttribute : Attribute;

/// <summary>Marks a part of the schema that should no longer be used.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLDeprecatedAttribute(string reason) : Attribute
{
    /// <summary>Why, and what to use in its place.</summary>
    public string Reason => reason;
}

/// <summary>Shows the value as <c>ID</c> whatever its C# type; on a type that is a node as its global id.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Method)]
public class IDAttribute : Attribute
{
    /// <summary>The node type that it is an id of; null says nothing of it.</summary>
    internal virtual Type? Of => null;
}

/// <summary>
/// The value is an id of the node type that shows <typeparamref name="T"/>: shown as a global id; read from one, or from a bare key.
/// An id of another type is refused.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Method)]
public sealed class IDAttribute<T> : IDAttribute
{
    internal override Type? Of => typeof(T);
}

/// <summary>
/// A class whose objects have global ids, made of its key (a property named Id, unless configured), and can be asked for by
/// them through <c>node</c>. Needs a <see cref="NodeResolverAttribute"/> that says where they come from.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class NodeAttribute : Attribute;

/// <summary>
/// A field of the query root that also answers <c>node</c>: one that gives all rows of a node type (an <see cref="IQueryable{T}"/>; the
/// wanted ones are found by their keys), or one whose only argument is the key of the object it gives. Its policy holds.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeResolverAttribute : Attribute;

/// <summary>The value of an argument or input field that is not given.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DefaultValueAttribute(object? value) : Attribute
{
    /// <summary>A constant of the member's type.</summary>
    public object? Value => value;
}

/// <summary>
/// A parameter that, left out, has the value that the nearest field around gives to its argument of the same name and type, as the day of the list
/// that the field stands in.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromAroundAttribute : Attribute;

/// <summary>What a value of an argument must keep to beyond its type.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class ArgumentRuleAttribute : Attribute
{
    /// <summary>What is wrong with a value, never null; null where nothing is.</summary>
    public abstract GraphQLError? Refuse(object value);
}

/// <summary>A parameter that takes the object the field is on.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParentAttribute : Attribute;

/// <summary>
/// A parameter that takes one member of the object the field is on. Inside a projection only that column is read, where
/// <see cref="ParentAttribute"/> reads the whole entity.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParentValueAttribute(string member) : Attribute
{
    /// <summary>A property of the parent, by its C# name.</summary>
    public string Member => member;
}

/// <summary>A parameter that comes from the service provider.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceAttribute : Attribute;

/// <summary>A parameter that is an argument although its type is also a service; or one whose name in GraphQL differs.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ArgumentAttribute(string? name = null) : Attribute
{
    /// <summary>As callers write it; null takes the parameter's.</summary>
    public string? Name => name;
}

/// <summary>
/// Lets only callers who satisfy a policy see a field; others get a FORBIDDEN error at its path. On a class it stands for
/// each of its fields that names no policy of its own.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Class)]
public sealed class AuthorizeAttribute(string policy) : Attribute
{
    /// <summary>A name that the host gave a rule to.</summary>
    public string Policy => policy;
}

/// <summary>Gives a resolver's queryable as a Relay connection, cut by keyset cursors.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UsePagingAttribute : Attribute
{
    /// <summary>The size of a page that names none; 1 to <see cref="MaxPageSize"/>.</summary>
    public int DefaultPageSize { get; set; } = 50;

    /// <summary>The largest page that may be asked for, 1 or more.</summary>
    public int MaxPageSize { get; set; } = 500;

    /// <summary>The beginning of the connection's type name; null takes the field's: <c>people</c> gives <c>PeopleConnection</c>.</summary>
    public string? ConnectionName { get; set; }
}

/// <summary>Gives a resolver's queryable, or a collection inside a projection, a <c>where</c> argument.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class UseFilteringAttribute : Attribute;

/// <summary>Gives a resolver's queryable, or a collection inside a projection, an <c>order</c> argument.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class UseSortingAttribute : Attribute;

/// <summary>Gives the first row of a resolver's queryable, or null.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UseFirstOrDefaultAttribute : Attribute;

/// <summary>
/// Groups a resolver's queryable and measures the groups: arguments <c>where</c>, <c>by</c>, <c>having</c>, <c>order</c>, <c>first</c> and
/// <c>after</c>, one SQL statement a field. Needs <c>QueryOptions.Database</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UseAggregationAttribute : Attribute;
