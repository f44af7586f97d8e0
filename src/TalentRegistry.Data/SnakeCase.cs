using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace TalentRegistry.Data;

/// <summary>Names as the database writes them: DeputyDivisionHead is deputy_division_head.</summary>
public static class SnakeCase
{
    /// <summary>The database's form of a C# name.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>The database's form of an enum value.</summary>
    public static string Of<TEnum>(TEnum value) where TEnum : struct, Enum => Names<TEnum>.ByValue[value];

    /// <summary>The enum value of the database's form.</summary>
    /// <exception cref="KeyNotFoundException">No value is written so.</exception>
    public static TEnum Parse<TEnum>(string text) where TEnum : struct, Enum => Names<TEnum>.ByText[text];

    private static class Names<TEnum> where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> ByValue = Enum.GetValues<TEnum>().ToDictionary(value => value, value => Of(value.ToString()));
        public static readonly Dictionary<string, TEnum> ByText = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}

/// <summary>Keeps an enum as its snake_case text, which the CHECK constraints of db/migrations list.</summary>
internal sealed class SnakeCaseEnumConverter<TEnum>()
    : ValueConverter<TEnum, string>(value => SnakeCase.Of(value), text => SnakeCase.Parse<TEnum>(text))
    where TEnum : struct, Enum;
