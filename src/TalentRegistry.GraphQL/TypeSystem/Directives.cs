using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>Where a directive may stand. Spec 3.13.</summary>
public enum DirectiveLocation
{
#pragma warning disable CS1591 // The names are the specification's.
    Query, Mutation, Subscription, Field, FragmentDefinition, FragmentSpread, InlineFragment, VariableDefinition,
    Schema, Scalar, Object, FieldDefinition, ArgumentDefinition, Interface, Union, Enum, EnumValue, InputObject,
    InputFieldDefinition,
#pragma warning restore CS1591
}

/// <summary>A directive of the schema. Spec 3.13.</summary>
public sealed class DirectiveType(string name, IEnumerable<DirectiveLocation> locations, IEnumerable<InputValue>? arguments = null)
{
    /// <summary><c>@skip(if:)</c>, spec 3.13.1.</summary>
    public static DirectiveType Skip { get; } = new(
        "skip",
        [DirectiveLocation.Field, DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment],
        [new("if", new NonNull(Scalars.Boolean)) { Description = "Leaves the field or fragment out when true." }])
    {
        Description = "Leaves a field or fragment out of the answer on a condition.",
    };

    /// <summary><c>@include(if:)</c>, spec 3.13.2.</summary>
    public static DirectiveType Include { get; } = new(
        "include",
        [DirectiveLocation.Field, DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment],
        [new("if", new NonNull(Scalars.Boolean)) { Description = "Takes the field or fragment in when true." }])
    {
        Description = "Takes a field or fragment into the answer on a condition.",
    };

    /// <summary>The reason given where none is. Spec 3.13.3.</summary>
    public const string DefaultDeprecationReason = "No longer supported";

    /// <summary><c>@deprecated(reason:)</c>, spec 3.13.3.</summary>
    public static DirectiveType Deprecated { get; } = new(
        "deprecated",
        [DirectiveLocation.FieldDefinition, DirectiveLocation.ArgumentDefinition, DirectiveLocation.InputFieldDefinition, DirectiveLocation.EnumValue],
        [new("reason", new NonNull(Scalars.String))
        {
            DefaultValue = Literal.String(DefaultDeprecationReason),
            Description = "Why it is going, and what to use in its place, in Markdown.",
        }])
    {
        Description = "Marks a part of the schema that should no longer be used.",
    };

    /// <summary><c>@specifiedBy(url:)</c>, spec 3.13.4.</summary>
    public static DirectiveType SpecifiedBy { get; } = new(
        "specifiedBy",
        [DirectiveLocation.Scalar],
        [new("url", new NonNull(Scalars.String)) { Description = "Where the format of the scalar is laid down." }])
    {
        Description = "Says where the behaviour of a custom scalar is laid down.",
    };

    /// <summary><c>@oneOf</c>, spec 3.13.5.</summary>
    public static DirectiveType OneOf { get; } = new("oneOf", [DirectiveLocation.InputObject])
    {
        Description = "Asks for exactly one field of an input object, and for it not to be null.",
    };

    /// <summary><c>@cost(weight:)</c> of IBM's GraphQL Cost Directives specification; shown where an author gave a weight.</summary>
    public static DirectiveType Cost { get; } = new(
        "cost",
        [DirectiveLocation.FieldDefinition],
        [new("weight", new NonNull(Scalars.String)) { Description = "What the field adds to the cost of an operation, as a number." }])
    {
        Description = "What a field costs beside what is selected below it.",
    };

    /// <summary><c>@listSize</c> of the same specification.</summary>
    public static DirectiveType ListSize { get; } = new(
        "listSize",
        [DirectiveLocation.FieldDefinition],
        [
            new("assumedSize", Scalars.Int) { Description = "How many items there are taken to be where no argument says." },
            new("slicingArguments", new ListOf(new NonNull(Scalars.String))) { Description = "Arguments that say how many items there will be." },
            new("sizedFields", new ListOf(new NonNull(Scalars.String))) { Description = "Fields of the object given that are lists of that size." },
            new("requireOneSlicingArgument", new NonNull(Scalars.Boolean))
            {
                DefaultValue = Literal.Boolean(true), Description = "Whether one of the arguments must be given.",
            },
        ])
    {
        Description = "How many items a list is taken to have when the cost of an operation is counted.",
    };

    /// <summary>The five that every schema has, in the order of the specification.</summary>
    public static IReadOnlyList<DirectiveType> Specified { get; } = [Skip, Include, Deprecated, SpecifiedBy, OneOf];

    /// <summary>Without the <c>@</c>.</summary>
    public string Name => name;

    /// <summary>Markdown, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it may stand more than once in one place.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Where it may stand.</summary>
    public IReadOnlyList<DirectiveLocation> Locations { get; } = [.. locations];

    /// <summary>By name, in the order declared.</summary>
    public IReadOnlyDictionary<string, InputValue> Arguments => field ??= DeclaredArguments.ByName(a => a.Name);

    internal IReadOnlyList<InputValue> DeclaredArguments { get; } = [.. arguments ?? []];

    /// <summary>As the specification writes a location: <c>FRAGMENT_SPREAD</c>.</summary>
    public static string NameOf(DirectiveLocation location) =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(location.ToString());
}
