using System.Globalization;
using System.Text;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>A schema as SDL (spec 3), types in alphabetical order, fields as declared: the same schema always gives the same text.</summary>
public static class SchemaPrinter
{
    /// <summary>The whole schema without its built-in parts.</summary>
    public static string Print(Schema schema)
    {
        var types = schema.Types.Values
            .Where(t => !Introspection.IsIntrospectionType(t) && !Scalars.IsSpecified(t))
            .OrderBy(t => t.Name, StringComparer.Ordinal)
            .Select(Print);
        var directives = schema.Directives.Values
            .Where(d => !DirectiveType.Specified.Contains(d))
            .OrderBy(d => d.Name, StringComparer.Ordinal)
            .Select(Print);
        return string.Join("\n\n", new[] { Roots(schema) }.Concat(directives).Concat(types).Where(s => s.Length > 0)) + "\n";
    }

    // Written only where the usual names do not say it already (spec 3.3.1).
    private static string Roots(Schema schema)
    {
        var usual = schema.QueryType.Name == "Query" && schema.MutationType?.Name is null or "Mutation"
            && schema.SubscriptionType?.Name is null or "Subscription";
        if (usual && schema.Description is null)
            return "";

        var lines = new (string Word, ObjectType? Type)[]
        {
            ("query", schema.QueryType), ("mutation", schema.MutationType), ("subscription", schema.SubscriptionType),
        };
        return Described(schema.Description, "") + Block("schema", lines.Where(l => l.Type is not null).Select(l => $"  {l.Word}: {l.Type}"));
    }

    private static string Print(DirectiveType directive) =>
        Described(directive.Description, "") + $"directive @{directive.Name}{Arguments(directive.DeclaredArguments, "")}"
        + (directive.IsRepeatable ? " repeatable" : "") + " on " + string.Join(" | ", directive.Locations.Select(DirectiveType.NameOf));

    private static string Print(DefinedType type) => Described(type.Description, "") + type switch
    {
        ScalarType s => $"scalar {s.Name}" + (s.SpecifiedBy is { } url ? $" @specifiedBy(url: {Quoted(url.ToString())})" : ""),
        ObjectType o => Block($"type {o.Name}{Implements(o)}", o.DeclaredFields.Select(Print)),
        InterfaceType i => Block($"interface {i.Name}{Implements(i)}", i.DeclaredFields.Select(Print)),
        UnionType u => $"union {u.Name} = {string.Join(" | ", u.Members)}",
        EnumType e => Block($"enum {e.Name}", e.DeclaredValues.Select(Print)),
        InputObjectType i => Block($"input {i.Name}" + (i.IsOneOf ? " @oneOf" : ""), i.DeclaredFields.Select(f => Described(f.Description, "  ") + "  " + Print(f))),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a defined type."),
    };

    private static string Block(string head, IEnumerable<string> lines) => $"{head} {{\n{string.Join('\n', lines)}\n}}";

    private static string Implements(FieldsType type) =>
        type.Interfaces.Count == 0 ? "" : " implements " + string.Join(" & ", type.Interfaces);

    private static string Print(OutputField field) =>
        Described(field.Description, "  ") + $"  {field.Name}{Arguments(field.DeclaredArguments, "  ")}: {field.Type}" + Deprecated(field.DeprecationReason) + Cost(field);

    private static string Print(EnumValue value) => Described(value.Description, "  ") + $"  {value.Name}" + Deprecated(value.DeprecationReason);

    private static string Print(InputValue input) =>
        $"{input.Name}: {input.Type}" + (input.DefaultValue is { } literal ? " = " + Printer.Print(literal) : "") + Deprecated(input.DeprecationReason);

    private static string Arguments(IReadOnlyList<InputValue> arguments, string indent)
    {
        if (arguments.Count == 0)
            return "";
        if (arguments.All(a => a.Description is null))
            return $"({string.Join(", ", arguments.Select(Print))})";

        var inner = indent + "  ";
        return $"(\n{string.Join('\n', arguments.Select(a => Described(a.Description, inner) + inner + Print(a)))}\n{indent})";
    }

    // Pages say it by their arguments, others by their author.
    private static string Cost(OutputField field)
    {
        var cost = field.Cost is { } weight ? string.Create(CultureInfo.InvariantCulture, $" @cost(weight: \"{weight}\")") : "";
        if (field.Query?.Paging is { } sizes)
            return cost + string.Create(CultureInfo.InvariantCulture, $""" @listSize(assumedSize: {sizes.Default}, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)""");
        if (field.ListSize is not { } size)
            return cost;

        var parts = new[]
        {
            size.AssumedSize >= 0 ? string.Create(CultureInfo.InvariantCulture, $"assumedSize: {size.AssumedSize}") : null,
            size.SlicingArguments.Length > 0 ? $"slicingArguments: [{string.Join(", ", size.SlicingArguments.Select(Quoted))}]" : null,
            size.SizedFields.Length > 0 ? $"sizedFields: [{string.Join(", ", size.SizedFields.Select(Quoted))}]" : null,
            "requireOneSlicingArgument: false",
        };
        return $"{cost} @listSize({string.Join(", ", parts.OfType<string>())})";
    }

    private static string Deprecated(string? reason) => reason switch
    {
        null => "",
        DirectiveType.DefaultDeprecationReason => " @deprecated",
        _ => $" @deprecated(reason: {Quoted(reason)})",
    };

    private static string Described(string? description, string indent)
    {
        if (string.IsNullOrEmpty(description))
            return "";

        // A block string cannot hold control characters, and its indent or blank edge lines would not survive (spec 2.9.4).
        var lines = description.Split('\n');
        var plain = lines.Length == 1 && description.Length < 70 && !description.Contains('"', StringComparison.Ordinal) && !description.Contains('\\', StringComparison.Ordinal);
        if (plain || description.Any(c => c < ' ' && c is not ('\n' or '\t')) || description != description.Trim())
            return $"{indent}{Quoted(description)}\n";

        var text = new StringBuilder().Append(indent).Append("\"\"\"\n");
        foreach (var line in lines)
            text.Append(line.Length == 0 ? "" : indent).Append(line.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal)).Append('\n');
        return text.Append(indent).Append("\"\"\"\n").ToString();
    }

    private static string Quoted(string text) => Printer.Print(Literal.String(text));
}
