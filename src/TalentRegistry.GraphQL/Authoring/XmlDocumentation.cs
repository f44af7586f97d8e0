using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>Doc comments as descriptions: out of the .xml file that the compiler puts beside an assembly. Without the file there are none.</summary>
internal sealed partial class XmlDocumentation
{
    private readonly Dictionary<Assembly, Dictionary<string, XElement>> _byAssembly = [];

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Whitespace();

    /// <summary>The summary of a type.</summary>
    public string? Of(Type type) => Summary(type.Assembly, "T:" + IdOf(type));

    /// <summary>The summary of a method; what has none of its own, or inherits it, has that of what it overrides or implements.</summary>
    public string? Of(MethodInfo method) =>
        Summary(method.Module.Assembly, IdOf(method)) ?? Inherited(method.DeclaringType, type => Overridden(type, method) is { } above ? Of(above) : null);

    /// <summary>The summary of a property; for a positional record, the text of its parameter; else that of what it overrides or implements.</summary>
    public string? Of(PropertyInfo property) =>
        Summary(property.Module.Assembly, $"P:{IdOf(property.DeclaringType!)}.{property.Name}")
        ?? Parameter(property.Module.Assembly, "T:" + IdOf(property.DeclaringType!), property.Name)
        ?? Inherited(property.DeclaringType, type => type.GetProperty(property.Name, Declared) is { } above ? Of(above) : null);

    /// <summary>The summary of a constant of an enum.</summary>
    public string? Of(FieldInfo field) => Summary(field.Module.Assembly, $"F:{IdOf(field.DeclaringType!)}.{field.Name}");

    public string? Of(ParameterInfo parameter) => parameter.Member switch
    {
        MethodInfo method => Parameter(method.Module.Assembly, IdOf(method), parameter.Name)
            ?? Inherited(method.DeclaringType, type => Overridden(type, method) is { } above ? Of(above.GetParameters()[parameter.Position]) : null),
        ConstructorInfo constructor => Parameter(constructor.Module.Assembly, "T:" + IdOf(constructor.DeclaringType!), parameter.Name),
        _ => null,
    };

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // What inherits from a named member of its own assembly has that one's; a circle of them has none.
    private string? Summary(Assembly assembly, string id, int step = 0)
    {
        var member = Members(assembly).GetValueOrDefault(id);
        return Text(member?.Element("summary"))
            ?? (step < 5 && (string?)member?.Element("inheritdoc")?.Attribute("cref") is { } other ? Summary(assembly, other, step + 1) : null);
    }

    private static string? Inherited(Type? type, Func<Type, string?> find) => type is null ? null
        : new[] { type.BaseType }.OfType<Type>().Concat(type.GetInterfaces()).Select(find).FirstOrDefault(found => found is not null);

    private static MethodInfo? Overridden(Type type, MethodInfo method) =>
        type.GetMethod(method.Name, Declared, [.. method.GetParameters().Select(p => p.ParameterType)]);

    private string? Parameter(Assembly assembly, string id, string? name) =>
        Text(Members(assembly).GetValueOrDefault(id)?.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == name));

    private Dictionary<string, XElement> Members(Assembly assembly)
    {
        if (_byAssembly.TryGetValue(assembly, out var members))
            return members;

        var file = assembly.IsDynamic || assembly.Location.Length == 0 ? null : Path.ChangeExtension(assembly.Location, ".xml");
        members = File.Exists(file) ? Read(file) : [];
        _byAssembly.Add(assembly, members);
        return members;
    }

    private static Dictionary<string, XElement> Read(string file)
    {
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var members = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var member in XDocument.Load(reader).Descendants("member"))
            members.TryAdd((string?)member.Attribute("name") ?? "", member);
        return members;
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;

        var paragraphs = string.Concat(element.Nodes().Select(Markdown)).Split('\f');
        var text = string.Join("\n\n", paragraphs.Select(p => Whitespace().Replace(p, " ").Trim()).Where(p => p.Length > 0));
        return text.Length == 0 ? null : text;
    }

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" or "code" } e => $"`{e.Value}`",
        XElement { Name.LocalName: "para" } e => "\f" + string.Concat(e.Nodes().Select(Markdown)) + "\f",
        XElement { Name.LocalName: "paramref" or "typeparamref" } e => $"`{(string?)e.Attribute("name")}`",
        XElement { Name.LocalName: "see" or "seealso" } e => Reference(e),
        XElement e => string.Concat(e.Nodes().Select(Markdown)),
        _ => "",
    };

    private static string Reference(XElement see)
    {
        if (see.Value.Length > 0)
            return see.Value;
        if ((string?)see.Attribute("langword") is { } word)
            return $"`{word}`";
        if ((string?)see.Attribute("href") is { } address)
            return address;

        var target = ((string?)see.Attribute("cref") ?? "").Split('(')[0];
        return $"`{target[(target.LastIndexOfAny(['.', ':']) + 1)..]}`";
    }

    // ECMA-334, annex D.4.2, ID string format.
    private static string IdOf(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string IdOf(MethodInfo method)
    {
        var definition = method.DeclaringType is { IsGenericType: true } generic
            ? (MethodInfo)generic.GetGenericTypeDefinition().GetMemberWithSameMetadataDefinitionAs(method)
            : method;
        var parameters = string.Join(',', definition.GetParameters().Select(p => ParameterId(p.ParameterType)));
        return $"M:{IdOf(definition.DeclaringType!)}.{definition.Name}" + (parameters.Length > 0 ? $"({parameters})" : "");
    }

    private static string ParameterId(Type type)
    {
        if (type.IsArray)
            return ParameterId(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter)
            return "`" + type.GenericParameterPosition;
        if (!type.IsGenericType)
            return type.FullName!.Replace('+', '.');

        var name = type.GetGenericTypeDefinition().FullName!.Replace('+', '.');
        return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}{{{string.Join(',', type.GetGenericArguments().Select(ParameterId))}}}";
    }
}
