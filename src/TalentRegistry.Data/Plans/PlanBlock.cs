using System.Globalization;
using TalentRegistry.Domain.Plans;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TalentRegistry.Data.Plans;

/// <summary>All that is wrong with one file.</summary>
internal sealed class PlanProblems(string file)
{
    private readonly List<PlanProblem> found = [];

    public int Count => found.Count;

    public IReadOnlyList<PlanProblem> InOrder => [.. found.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    public void Add(Mark at, string field, Bilingual message) => found.Add(new PlanProblem(file, (int)at.Line, (int)at.Column, field, message));
}

/// <summary>
/// A block of keys in a plan file. Reading a key that is missing or of the wrong kind notes a problem and gives a null or an
/// empty value, so that one pass finds everything that is wrong.
/// </summary>
internal sealed class PlanBlock
{
    private readonly Dictionary<string, YamlNode> values = [];
    private readonly PlanProblems problems;

    private PlanBlock(YamlMappingNode node, string path, PlanProblems problems, string[] keys)
    {
        (Path, At, this.problems) = (path, node.Start, problems);
        foreach (var (key, value) in node.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (keys.Contains(name, StringComparer.Ordinal))
                values[name] = value;
            else
                problems.Add(key.Start, path, PlanMessages.UnknownKey(name, keys));
        }
    }

    /// <summary>Where in the file's tree it stands.</summary>
    public string Path { get; }

    public Mark At { get; }

    /// <summary>A node as a block; null with a problem where it is none.</summary>
    public static PlanBlock? Of(YamlNode node, string path, PlanProblems problems, params string[] keys)
    {
        if (node is YamlMappingNode mapping) return new PlanBlock(mapping, path, problems, keys);
        problems.Add(node.Start, path, PlanMessages.NotMapping);
        return null;
    }

    /// <summary>Whether the key stands there with a value other than null.</summary>
    public bool Has(string key) => values.TryGetValue(key, out var node) && !IsNull(node);

    public void Refuse(string key, string vi, string en) => Refuse(key, new Bilingual(vi, en));

    public void Refuse(string key, Bilingual message) =>
        problems.Add(values.TryGetValue(key, out var node) ? node.Start : At, Field(key), message);

    /// <summary>A key that must stand there, though its value may be null.</summary>
    public void MustBeStated(string key)
    {
        if (!values.ContainsKey(key)) Refuse(key, PlanMessages.Missing);
    }

    public string Required(string key)
    {
        if (Has(key)) return Optional(key) ?? "";
        Refuse(key, values.ContainsKey(key) ? PlanMessages.Empty : PlanMessages.Missing);
        return "";
    }

    public string? Optional(string key)
    {
        if (!Has(key)) return null;
        if (values[key] is YamlScalarNode { Value: { } value })
        {
            if (!string.IsNullOrWhiteSpace(value)) return value.Trim();
            Refuse(key, PlanMessages.Empty);
            return null;
        }

        Refuse(key, PlanMessages.NotScalar);
        return null;
    }

    public int? Integer(string key, int min, int max)
    {
        if (Optional(key) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max) return value;
        Refuse(key, PlanMessages.NotInteger(text, min, max));
        return null;
    }

    public decimal? Number(string key)
    {
        if (Optional(key) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) return value;
        Refuse(key, PlanMessages.NotNumber(text));
        return null;
    }

    public bool Flag(string key)
    {
        if (Optional(key) is not { } text) return false;
        if (text is "true" or "false") return text == "true";
        Refuse(key, PlanMessages.NotFlag(text));
        return false;
    }

    public DateOnly? Day(string key)
    {
        if (Optional(key) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Refuse(key, PlanMessages.NotDay(text));
        return null;
    }

    /// <summary>A value of an enumeration, written in snake_case.</summary>
    public TEnum? Choice<TEnum>(string key, bool required = false) where TEnum : struct, Enum
    {
        var text = required ? Required(key) : Optional(key);
        if (string.IsNullOrEmpty(text)) return null;
        var names = Enum.GetValues<TEnum>().Select(SnakeCase.Of).ToList();
        if (names.Contains(text, StringComparer.Ordinal)) return SnakeCase.Parse<TEnum>(text);
        Refuse(key, PlanMessages.NotOneOf(text, names));
        return null;
    }

    public string? Code(string key, IReadOnlyCollection<string> known)
    {
        if (Optional(key) is not { } text) return null;
        if (known.Contains(text)) return text;
        Refuse(key, PlanMessages.NotOneOf(text, known));
        return null;
    }

    /// <summary>A list of texts; empty where the key is missing.</summary>
    public IReadOnlyList<string> Texts(string key, IReadOnlyCollection<string>? known = null)
    {
        var texts = new List<string>();
        foreach (var node in Items(key))
        {
            if (node is not YamlScalarNode { Value: { } text } || string.IsNullOrWhiteSpace(text))
                problems.Add(node.Start, Field(key), PlanMessages.NotScalar);
            else if (known?.Contains(text) == false)
                problems.Add(node.Start, Field(key), PlanMessages.NotOneOf(text, known));
            else if (texts.Contains(text, StringComparer.Ordinal))
                problems.Add(node.Start, Field(key), PlanMessages.Twice(text));
            else
                texts.Add(text.Trim());
        }

        return texts;
    }

    public IReadOnlyList<TEnum> Choices<TEnum>(string key) where TEnum : struct, Enum =>
        [.. Texts(key, [.. Enum.GetValues<TEnum>().Select(SnakeCase.Of)]).Select(SnakeCase.Parse<TEnum>)];

    public PlanBlock? Child(string key, bool required, params string[] keys)
    {
        if (Has(key)) return Of(values[key], Field(key), problems, keys);
        if (required) Refuse(key, PlanMessages.Missing);
        return null;
    }

    /// <summary>The items of a list of blocks; each is named in messages by the value of <paramref name="name"/>, else by its place.</summary>
    public IEnumerable<PlanBlock> Children(string key, string name, params string[] keys)
    {
        var place = 0;
        foreach (var node in Items(key))
        {
            place++;
            var label = node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(name), out var value)
                && value is YamlScalarNode { Value: { Length: > 0 } text } ? text : place.ToString(CultureInfo.InvariantCulture);
            if (Of(node, $"{Field(key)}[{label}]", problems, keys) is { } block) yield return block;
        }
    }

    public Bilingual Both(string key) => BothOrNull(key, required: true) ?? new Bilingual("", "");

    public Bilingual? BothOrNull(string key, bool required = false) =>
        Child(key, required, "vi", "en") is { } block ? new Bilingual(block.Required("vi"), block.Required("en")) : null;

    private IEnumerable<YamlNode> Items(string key)
    {
        if (!Has(key)) return [];
        if (values[key] is YamlSequenceNode list) return list.Children;
        Refuse(key, PlanMessages.NotList);
        return [];
    }

    private string Field(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    private static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "null" or "~" };
}
