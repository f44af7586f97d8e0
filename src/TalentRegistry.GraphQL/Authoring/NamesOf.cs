using System.Reflection;
using System.Text.Json;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>The GraphQL names that follow from C# ones: <c>GetPeopleAsync</c> is <c>people</c>, <c>PartTime</c> is <c>PART_TIME</c>.</summary>
internal static class NamesOf
{
    public static string Type(Type type)
    {
        if (Given(type) is { } name)
            return name;
        if (typeof(Exception).IsAssignableFrom(type) && type.Name.EndsWith("Exception", StringComparison.Ordinal) && type.Name.Length > 9)
            return type.Name[..^9] + "Error";
        if (!type.IsGenericType)
            return type.Name;

        var arguments = string.Join("And", type.GetGenericArguments().Select(Type));
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}Of{arguments}";
    }

    public static string Input(Type type) =>
        Type(type) is var name && (Given(type) is not null || name.EndsWith("Input", StringComparison.Ordinal)) ? name : name + "Input";

    public static string Field(MemberInfo member)
    {
        if (Given(member) is { } name)
            return name;

        name = member.Name;
        if (member is MethodInfo)
        {
            if (name.Length > 3 && name.StartsWith("Get", StringComparison.Ordinal) && char.IsUpper(name[3]))
                name = name[3..];
            if (name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal))
                name = name[..^5];
        }

        return JsonNamingPolicy.CamelCase.ConvertName(name);
    }

    public static string Argument(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<ArgumentAttribute>()?.Name
        ?? parameter.GetCustomAttribute<GraphQLNameAttribute>()?.Name
        ?? JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);

    public static string EnumValue(FieldInfo constant) => Given(constant) ?? JsonNamingPolicy.SnakeCaseUpper.ConvertName(constant.Name);

    private static string? Given(MemberInfo member) => member.GetCustomAttribute<GraphQLNameAttribute>()?.Name;
}
