using System.Globalization;
using System.Text.Json;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>The five scalars of spec 3.5 and those that a registry needs beside them.</summary>
public static class Scalars
{
    /// <summary>Whole numbers of 32 bits. Spec 3.5.1.</summary>
    public static ScalarType Int { get; } = new("Int", "A whole number from -2147483648 to 2147483647.")
    {
        Serialize = value => value switch
        {
            int or short or ushort or byte or sbyte => Convert.ToInt32(value, CultureInfo.InvariantCulture),
            long l and >= int.MinValue and <= int.MaxValue => (int)l,
            uint u and <= int.MaxValue => (int)u,
            decimal m when m == decimal.Truncate(m) && m is >= int.MinValue and <= int.MaxValue => (int)m,
            double d when d == Math.Truncate(d) && d is >= int.MinValue and <= int.MaxValue => (int)d,
            bool b => b ? 1 : 0,
            string s when int.TryParse(s, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var i) => i,
            _ => throw Cannot("Int", "show", value),
        },
        // 1.0 and 1e3 are whole numbers too where they come as JSON (spec 3.5.1, input coercion).
        ParseValue = json => json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var d)
            && d == Math.Truncate(d) && d is >= int.MinValue and <= int.MaxValue ? (int)d
            : throw CannotRead("Int", json, WhyNoInteger(json, int.MinValue, int.MaxValue)),
        ParseLiteral = node => node is IntValueNode i && int.TryParse(i.Value, CultureInfo.InvariantCulture, out var n)
            ? n : throw CannotRead("Int", node, WhyNoInteger(node, int.MinValue, int.MaxValue)),
    };

    /// <summary>Numbers of 64 bits with a fraction. Spec 3.5.2.</summary>
    public static ScalarType Float { get; } = new("Float", "A number with double precision (IEEE 754).")
    {
        Serialize = value => value switch
        {
            double d when double.IsFinite(d) => d,
            float f when float.IsFinite(f) => double.Parse(f.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            int or long or short or ushort or byte or sbyte or uint or ulong or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            bool b => b ? 1d : 0d,
            string s when double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) && double.IsFinite(d) => d,
            _ => throw Cannot("Float", "show", value),
        },
        ParseValue = json => json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var d) && double.IsFinite(d)
            ? d : throw CannotRead("Float", json),
        ParseLiteral = node => Digits(node) is { } digits
            && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) && double.IsFinite(d)
            ? d : throw CannotRead("Float", node),
    };

    /// <summary>Text. Spec 3.5.3.</summary>
    public static ScalarType String { get; } = new("String", "Text in Unicode.")
    {
        Serialize = Text("String"),
        ParseValue = json => json.ValueKind == JsonValueKind.String ? json.GetString()! : throw CannotRead("String", json),
        ParseLiteral = node => node is StringValueNode s ? s.Value : throw CannotRead("String", node),
    };

    /// <summary>True or false. Spec 3.5.4.</summary>
    public static ScalarType Boolean { get; } = new("Boolean", "True or false.")
    {
        Serialize = value => value switch
        {
            bool b => b,
            int or long or double or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture) != 0,
            _ => throw Cannot("Boolean", "show", value),
        },
        ParseValue = json => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : throw CannotRead("Boolean", json),
        ParseLiteral = node => node is BooleanValueNode b ? b.Value : throw CannotRead("Boolean", node),
    };

    /// <summary>An opaque key. Spec 3.5.5. Read as a string, whole numbers included.</summary>
    public static ScalarType Id { get; } = new("ID", "A key that is not meant to be read; written as a string, a whole number is taken too.")
    {
        Serialize = Text("ID"),
        ParseValue = json => json.ValueKind switch
        {
            JsonValueKind.String => json.GetString()!,
            // 1.0 is a whole number too, as for Int.
            JsonValueKind.Number when json.TryGetDecimal(out var n) && n == decimal.Truncate(n) => n.ToString("0", CultureInfo.InvariantCulture),
            _ => throw CannotRead("ID", json),
        },
        ParseLiteral = node => node switch
        {
            StringValueNode s => s.Value,
            IntValueNode i => i.Value,
            _ => throw CannotRead("ID", node),
        },
    };

    /// <summary>A calendar day, <see cref="DateOnly"/>.</summary>
    public static ScalarType Date { get; } = OfText(
        "Date", "A calendar day, YYYY-MM-DD.", "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
        value => value switch
        {
            DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime t => t.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => null,
        },
        text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) ? d : null,
        text => IsDigits(text, "dddd-dd-dd") ? "there is no such day" : "a day is written YYYY-MM-DD");

    /// <summary>A moment, <see cref="DateTimeOffset"/>, shown in UTC.</summary>
    public static ScalarType DateTime { get; } = OfText(
        "DateTime", "A moment with its offset from UTC, as 2024-12-31T17:00:00Z.", "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
        value => value switch
        {
            DateTimeOffset t => Moment(t.UtcDateTime),
            System.DateTime { Kind: DateTimeKind.Unspecified } t => Moment(t),
            System.DateTime t => Moment(t.ToUniversalTime()),
            _ => null,
        },
        text => text.Length >= 20 && IsMoment(text) && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var t) ? t : null,
        text => !IsMoment(text) ? "a moment is written YYYY-MM-DDThh:mm:ss and its offset from UTC, as Z or +07:00"
            : text.AsSpan(19).ContainsAny("Zz+-") ? "there is no such moment"
            : "its offset from UTC is missing, as Z or +07:00");

    /// <summary>A <see cref="Guid"/>.</summary>
    public static ScalarType Uuid { get; } = OfText(
        "UUID", "A universally unique identifier, 8-4-4-4-12 hexadecimal digits.", "https://www.rfc-editor.org/rfc/rfc9562",
        value => value is Guid g ? g.ToString("D") : null,
        text => Guid.TryParseExact(text, "D", out var g) ? g : null,
        _ => "a UUID is written as 8-4-4-4-12 hexadecimal digits");

    /// <summary>Whole numbers of 64 bits.</summary>
    public static ScalarType Long { get; } = new("Long", "A whole number from -9223372036854775808 to 9223372036854775807.")
    {
        Serialize = value => value switch
        {
            long or int or short or ushort or byte or sbyte or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            ulong u and <= long.MaxValue => (long)u,
            _ => throw Cannot("Long", "show", value),
        },
        ParseValue = json => json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var n)
            ? n : throw CannotRead("Long", json, WhyNoInteger(json, long.MinValue, long.MaxValue)),
        ParseLiteral = node => node is IntValueNode i && long.TryParse(i.Value, CultureInfo.InvariantCulture, out var n)
            ? n : throw CannotRead("Long", node, WhyNoInteger(node, long.MinValue, long.MaxValue)),
    };

    /// <summary>Exact decimal numbers, <see cref="decimal"/>.</summary>
    public static ScalarType Decimal { get; } = new("Decimal", "An exact decimal number of up to 28 digits.")
    {
        Serialize = value => value switch
        {
            decimal m => m,
            int or long or short or byte => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
            _ => throw Cannot("Decimal", "show", value),
        },
        ParseValue = json => json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var m)
            ? m : throw CannotRead("Decimal", json, json.ValueKind == JsonValueKind.Number ? DecimalRange : null),
        ParseLiteral = node => Digits(node) is { } digits
            && decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var m)
            ? m : throw CannotRead("Decimal", node, Digits(node) is null ? null : DecimalRange),
    };

    /// <summary>Any JSON value: for settings and chart options, whose shape is laid down elsewhere.</summary>
    public static ScalarType Any { get; } = new("Any", "Any JSON value.");

    /// <summary>All of the above.</summary>
    internal static IReadOnlyList<ScalarType> All { get; } =
        [Int, Float, String, Boolean, Id, Date, DateTime, Uuid, Long, Decimal, Any];

    internal static bool IsSpecified(DefinedType type) => type is ScalarType { Name: "Int" or "Float" or "String" or "Boolean" or "ID" };

    internal static ScalarType? ForClr(Type type) => type switch
    {
        _ when type == typeof(string) || type == typeof(Uri) || type == typeof(char) => String,
        _ when type == typeof(bool) => Boolean,
        _ when type == typeof(int) || type == typeof(short) || type == typeof(byte) => Int,
        _ when type == typeof(long) || type == typeof(uint) => Long,
        _ when type == typeof(double) || type == typeof(float) => Float,
        _ when type == typeof(decimal) => Decimal,
        _ when type == typeof(Guid) => Uuid,
        _ when type == typeof(DateOnly) => Date,
        _ when type == typeof(DateTimeOffset) || type == typeof(System.DateTime) => DateTime,
        _ when type == typeof(JsonElement) || type == typeof(object) => Any,
        _ => null,
    };

    internal static object ValueOfJson(JsonElement json) => json.Clone();

    internal static object ValueOfLiteral(ValueNode node) => JsonSerializer.SerializeToElement(Plain(node));

    private static object? Plain(ValueNode node) => node switch
    {
        StringValueNode s => s.Value,
        EnumValueNode e => e.Value,
        BooleanValueNode b => b.Value,
        IntValueNode or FloatValueNode => JsonElement.Parse(Digits(node)!),
        ListValueNode list => list.Values.Select(Plain).ToList(),
        ObjectValueNode o => o.Fields.DistinctBy(f => f.Name.Value).ToDictionary(f => f.Name.Value, f => Plain(f.Value)),
        NullValueNode => null,
        _ => throw CannotRead("Any", node),
    };

    private static ScalarType OfText(
        string name, string description, string specifiedBy, Func<object, string?> show, Func<string, object?> read, Func<string, string> why) =>
        new(name, description)
        {
            SpecifiedBy = new Uri(specifiedBy),
            Serialize = value => show(value) ?? throw Cannot(name, "show", value),
            ParseValue = json => json.ValueKind == JsonValueKind.String && read(json.GetString()!) is { } value
                ? value : throw CannotRead(name, json, json.ValueKind == JsonValueKind.String ? why(json.GetString()!) : null),
            ParseLiteral = node => node is StringValueNode s && read(s.Value) is { } value
                ? value : throw CannotRead(name, node, node is StringValueNode text ? why(text.Value) : null),
        };

    private static Func<object, object> Text(string name) => value => value switch
    {
        string s => s,
        bool b => b ? "true" : "false",
        char or Uri or Guid => value.ToString()!,
        IFormattable f when value.GetType().IsPrimitive || value is decimal => f.ToString(null, CultureInfo.InvariantCulture),
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => throw Cannot(name, "show", value),
    };

    private static bool IsMoment(string text) => text.Length >= 19 && IsDigits(text[..19].Replace('t', 'T'), "dddd-dd-ddTdd:dd:dd");

    private static string Moment(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string? Digits(ValueNode node) => node switch
    {
        IntValueNode i => i.Value,
        FloatValueNode f => f.Value,
        _ => null,
    };

    private static ScalarException Cannot(string scalar, string verb, object value) => new($"{scalar} cannot {verb} {Shown(value)}.");

    private const string DecimalRange = "a decimal number has up to 28 digits, from -79228162514264337593543950335 to 79228162514264337593543950335";

    private static ScalarException CannotRead(string scalar, JsonElement json, string? why = null) =>
        new($"{scalar} cannot represent {Cut(json.GetRawText())}{(why is null ? "" : ": " + why)}.");

    private static ScalarException CannotRead(string scalar, ValueNode node, string? why = null) =>
        new($"{scalar} cannot represent {Cut(Printer.Print(node))}{(why is null ? "" : ": " + why)}.");

    private static string? WhyNoInteger(JsonElement json, long least, long most) =>
        json.ValueKind != JsonValueKind.Number ? null
        : json.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') && !(json.TryGetDouble(out var d) && d == Math.Truncate(d)) ? "it is not a whole number"
        : Range(least, most);

    private static string? WhyNoInteger(ValueNode node, long least, long most) => node switch
    {
        IntValueNode => Range(least, most),
        FloatValueNode => "it is not a whole number",
        _ => null,
    };

    private static string Range(long least, long most) => string.Create(CultureInfo.InvariantCulture, $"it must be from {least} to {most}");

    // Whether a text is digits and signs in the places of a pattern, where d stands for a digit.
    private static bool IsDigits(string text, string pattern) =>
        text.Length == pattern.Length && text.Zip(pattern).All(p => p.Second == 'd' ? char.IsAsciiDigit(p.First) : p.First == p.Second);

    private static string Shown(object value) => value is string s ? Cut(JsonSerializer.Serialize(s)) : $"a value of type {value.GetType().Name}";

    private static string Cut(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
