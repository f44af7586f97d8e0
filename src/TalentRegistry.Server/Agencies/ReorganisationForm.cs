using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Agencies;

/// <summary>
/// What was filled in on the page of an operation on agencies or on administrative units: texts by name of the field, as the browser sent them, and what is to be said
/// about them. An agency or a unit is picked by typing its code or a part of its name; what was found is kept beside the text, in the version that was shown.
/// </summary>
/// <param name="kind">The operation.</param>
public abstract class ReorganisationForm(ReorganisationKind kind)
{
    /// <summary>Most agencies or units that a merger names beside the first, and most parts of a split.</summary>
    public const int MostRows = 12;

    private const int LongestText = 300;

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<AgencyChoice>> found = new(StringComparer.Ordinal);
    private readonly List<ReorganisationFinding> faults = [];

    /// <summary>The operation.</summary>
    public ReorganisationKind Kind => kind;

    /// <summary>The text of a field; empty where nothing is in it.</summary>
    public string this[string name] => values.GetValueOrDefault(name, "");

    /// <summary>The fields that have something in them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Filled => values;

    /// <summary>What speaks against it, in the words of the operations; the path says which field is meant.</summary>
    public IReadOnlyList<ReorganisationFinding> Faults => faults;

    /// <summary>How many others a merger, or parts a split, may name.</summary>
    public int Rows => int.TryParse(this["rows"], NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? Math.Clamp(rows, 2, MostRows) : 2;

    /// <summary>The first day on which it holds; null where no day was sent.</summary>
    public DateOnly? Day => DateOnly.TryParseExact(this["effectiveOn"], "yyyy-MM-dd", out var day) ? day : null;

    /// <summary>Names of the fields in which an agency is picked, as far as the choices made ask for them.</summary>
    public abstract IEnumerable<string> AgencyPickers { get; }

    /// <summary>Names of the fields in which an administrative unit is picked.</summary>
    public abstract IEnumerable<string> UnitPickers { get; }

    /// <summary>Whether a unit is picked in a field, and not an agency.</summary>
    public abstract bool PicksUnit(string picker);

    /// <summary>The parts of a split, as their fields begin.</summary>
    public IEnumerable<string> Parts => Enumerable.Range(0, Rows).Select(i => $"part.{i}");

    /// <summary>The operation that an address names, among those that its page can do; null where it names none.</summary>
    public static ReorganisationKind? KindOf(string kind, IEnumerable<ReorganisationKind> kinds) =>
        kinds.Cast<ReorganisationKind?>().FirstOrDefault(each => SnakeCase.Of(each!.Value) == kind);

    /// <summary>What stands in the fields of a new form: from today, with the agency or unit of the page going on and the other part of a split new.</summary>
    public void Begin(DateOnly today)
    {
        Set("effectiveOn", today.ToString("O", CultureInfo.InvariantCulture));
        Set("target", "this");
        Set("part.0.what", "this");
        Set("part.1.what", "new");
    }

    /// <summary>Takes over what was sent. A page of ours sends no other names and values than those it may; false for whoever sends others.</summary>
    /// <param name="sent">Fields and texts.</param>
    /// <param name="most">Most fields.</param>
    /// <param name="isRight">Whether a field may have a text.</param>
    public bool Read(IFormCollection sent, int most, Func<string, string, bool> isRight)
    {
        if (sent.Count > most)
            return false;

        foreach (var (name, value) in sent.Where(field => field.Key is not ("do" or "confirm" or "operation") && !field.Key.StartsWith("__", StringComparison.Ordinal)))
        {
            var text = value.ToString().Trim();
            if (text.Length > LongestText || !isRight(name, text))
                return false;

            Set(name, text);
        }

        return true;
    }

    /// <summary>Adds a row to those of a merger or a split.</summary>
    public void AddRow() => Set("rows", (Rows + 1).ToString(CultureInfo.InvariantCulture));

    /// <summary>Says so where no day was sent.</summary>
    public void CheckDay()
    {
        if (Day is null)
            Fault("VALUE_MISSING", "effectiveOn", "Hãy chọn ngày có hiệu lực.", "Choose the day on which it takes effect.");
    }

    /// <summary>Status of an answer that shows the form.</summary>
    public int StatusCode => Faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;

    /// <summary>Fills a field.</summary>
    public void Set(string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            values.Remove(name);
        else
            values[name] = value.Trim();
    }

    /// <summary>What was found for the text of a picker, where it was more than one; else nothing.</summary>
    public IReadOnlyList<AgencyChoice> Matches(string picker) => found.GetValueOrDefault(picker, []);

    /// <summary>Keeps what a picker means.</summary>
    public void Pick(string picker, AgencyChoice choice)
    {
        Set(picker, choice.Label);
        Set($"{picker}.label", choice.Label);
        Set($"{picker}.id", choice.Id);
        Set($"{picker}.version", choice.Version.ToString(CultureInfo.InvariantCulture));
        Set($"{picker}.pick", null);
    }

    /// <summary>Forgets what a picker meant.</summary>
    public void Unpick(string picker)
    {
        foreach (var part in new[] { "label", "id", "version", "pick" })
            Set($"{picker}.{part}", null);
    }

    /// <summary>Whether the text of a picker still is the one for which something was found.</summary>
    public bool IsPicked(string picker) => this[$"{picker}.id"].Length > 0 && this[picker] == this[$"{picker}.label"] && this[$"{picker}.pick"].Length == 0;

    /// <summary>Lets the officer choose among several.</summary>
    public void Ask(string picker, IReadOnlyList<AgencyChoice> choices)
    {
        found[picker] = choices;
        Fault("NAME_UNCLEAR", picker, $"Có nhiều nơi khớp với \"{this[picker]}\": hãy chọn một trong danh sách.", $"Several match \"{this[picker]}\": choose one of the list.");
    }

    /// <summary>Says that a field must be put right.</summary>
    public void Fault(string code, string field, string vi, string en) => faults.Add(new(code, FindingSeverity.Error, field, null, new Bilingual(vi, en)));

    /// <summary>Says what the operation says; a path of its input is the field that holds the value.</summary>
    public void Fault(ReorganisationFinding finding) => faults.Add(finding with { Path = FieldOf(finding.Path) });

    /// <summary>What is to be put right in a field; null where nothing is.</summary>
    public Bilingual? FaultOf(string field) => faults.Find(fault => fault.Path == field)?.Message;

    /// <summary>The field that holds a value of the operation's input; empty where no one field does.</summary>
    protected abstract string FieldOf(string path);
}
