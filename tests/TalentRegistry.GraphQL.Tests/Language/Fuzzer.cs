using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.Tests.Oracle.Drawing;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.GraphQL.Validation;

namespace TalentRegistry.GraphQL.Tests.Language;

/// <summary>
/// Sends mutated documents through lexer, parser, printer and validator. Guided by outcomes: a document that is answered unlike
/// any before it (other kinds of errors, other sizes) joins those that are mutated further.
/// </summary>
internal sealed partial class Fuzzer(int seed, IReadOnlyList<Schema> schemas, IEnumerable<string> seeds)
{
    public const int MaxCharacters = 64 * 1024;

    /// <summary>What one document may take once the code is warm.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(50);

    private const int MostKept = 4_000;
    private readonly Draw _draw = new(seed);
    private readonly List<string> _kept = [.. seeds];
    private readonly HashSet<string> _outcomes = new(StringComparer.Ordinal);

    public int Runs { get; private set; }

    public int Kept => _kept.Count;

    public int Outcomes => _outcomes.Count;

    public int Parsed { get; private set; }

    public TimeSpan Slowest { get; private set; }

    /// <summary>The most bytes that reading took, for each character beyond the first thousand.</summary>
    public double MostBytesToRead { get; private set; }

    public long MostBytesToValidate { get; private set; }

    /// <summary>What is wrong with how one more document was answered; null if nothing is.</summary>
    public string? Step()
    {
        var text = Mutated();
        var schema = schemas[Runs++ % schemas.Count];
        try
        {
            return Check(text, schema) is { } fault ? $"{fault}\n{Shown(text)}" : null;
        }
        catch (Exception error)
        {
            return $"{error}\n{Shown(text)}";
        }
    }

    private string? Check(string text, Schema schema)
    {
        var run = Run(text, schema);
        // A busy machine is slow by chance; what is slow by nature is slow each time.
        for (var again = 0; run.Time > TimeLimit && again < 4; again++)
            run = Run(text, schema);

        Slowest = run.Time > Slowest ? run.Time : Slowest;
        if (run.Document is { } document)
        {
            Parsed++;
            if (PrintsDifferently(document) is { } fault)
                return fault;
        }

        if (_outcomes.Add(run.Outcome) && _kept.Count < MostKept)
            _kept.Add(text);
        MostBytesToRead = Math.Max(MostBytesToRead, (double)run.BytesToRead / Math.Max(1_000, text.Length));
        MostBytesToValidate = Math.Max(MostBytesToValidate, run.BytesToValidate);
        if (run.Time > TimeLimit && run.Time > UsualTime(text.Length, schema) * 4)
            return $"It took {run.Time.TotalMilliseconds:0.0} ms.";
        if (run.BytesToRead > FuzzTests.MostBytesToRead(text.Length))
            return $"Reading {text.Length} characters took {run.BytesToRead} bytes.";
        if (run.BytesToValidate > FuzzTests.MostBytesToValidate(text.Length))
            return $"Validating {text.Length} characters took {run.BytesToValidate} bytes.";
        return run.Errors.Count > ValidationLimits.Default.MaxErrors + 1 ? $"There are {run.Errors.Count} errors." : null;
    }

    private static Answered Run(string text, Schema schema)
    {
        var started = ThreadClock.Now;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isDocument = Parser.TryParse(text, out var document, out var error);
        var read = GC.GetAllocatedBytesForCurrentThread();
        var errors = isDocument ? DocumentValidator.Validate(schema, document!) : [error!];
        return new Answered(document, errors, ThreadClock.Now - started, read - before, GC.GetAllocatedBytesForCurrentThread() - read);
    }

    // What a plain document of the same length takes at this moment, in this build: the processor is shared, also by threads of one core.
    private static TimeSpan UsualTime(int length, Schema schema)
    {
        var plain = new StringBuilder();
        for (var i = 0; plain.Length < length; i++)
            plain.Append(CultureInfo.InvariantCulture, $"query Q{i} {{ a: __typename b: __typename }} ");
        var text = plain.ToString();
        return Enumerable.Range(0, 3).Max(_ => Run(text, schema).Time);
    }

    private static string? PrintsDifferently(DocumentNode document)
    {
        var printed = Printer.Print(document);
        return Printer.Print(Parser.Parse(printed)) == printed ? null : $"It is printed as another document:\n{printed}";
    }

    private string Mutated()
    {
        var text = _draw.From(_kept);
        for (var changes = _draw.Between(1, 4); changes > 0; changes--)
            text = Changed(text);
        return text.Length <= MaxCharacters ? text : text[..MaxCharacters];
    }

    private string Changed(string text)
    {
        var other = _draw.From(_kept);
        switch (_draw.Between(0, 8))
        {
            case 0 when text.Length < 8_000: return BrokenText.Of(text, _draw.Between(0, int.MaxValue - 1));
            case 1: return Bytes(text);
            // One part many times over: of a selection, a list, a name, a whole definition.
            case 2: return Part(text, out var start, out var length) + Repeated(text, start, length);
            // Its own or another's part in another place.
            case 3:
                _ = Part(other, out var from, out var taken);
                var at = _draw.Between(0, text.Length);
                return string.Concat(text.AsSpan(0, at), other.AsSpan(from, taken), text.AsSpan(at));
            // Deep.
            case 4:
                var (open, close) = _draw.From<(string, string)>([("{", "}"), ("{a", "}"), ("[", "]"), ("(a:", ")"), ("{a:", "}"), ("...{", "}"), ("...on Query{", "}")]);
                var depth = _draw.From<int>([2, 10, 100, 255, 256, 257, 10_000]);
                var inner = _draw.Between(0, text.Length);
                return text[..inner] + Many(open, depth) + "a" + Many(close, depth) + text[inner..];
            // Two documents in one.
            case 5: return text + "\n" + other;
            case 6: return Renamed(text);
            case 7: return DrawnDocument.WithMistakes(schemas[_draw.Between(0, schemas.Count - 1)], _draw.Between(0, int.MaxValue - 1));
            default: return text.Length == 0 ? text : text.Remove(_draw.Between(0, text.Length - 1), 1);
        }
    }

    private string Part(string text, out int start, out int length)
    {
        start = _draw.Between(0, Math.Max(0, text.Length - 1));
        length = Math.Min(_draw.From<int>([1, 2, 5, 20, 100, 1_000]), text.Length - start);
        return text[..start];
    }

    private string Repeated(string text, int start, int length)
    {
        var part = text.Substring(start, length);
        var times = length == 0 ? 0 : Math.Min(_draw.From<int>([2, 10, 100, 1_000, 10_000]), MaxCharacters / length);
        return Many(part, times) + text[start..];
    }

    // Every number of a name made another, so that what was repeated becomes many different things, or fewer.
    private string Renamed(string text)
    {
        var next = 0;
        var modulo = _draw.From<int>([1, 2, 10, int.MaxValue]);
        return Numbered().Replace(text, name => string.Create(CultureInfo.InvariantCulture, $"{name.Groups["word"].Value}{next++ % modulo}"));
    }

    private string Bytes(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var changes = _draw.Between(1, 6); changes > 0 && bytes.Length > 0; changes--)
            bytes[_draw.Between(0, bytes.Length - 1)] = (byte)_draw.Between(0, 255);
        // As they come from the wire, and as UTF-16 that no wire carries.
        return _draw.OneIn(2) ? Encoding.UTF8.GetString(bytes) : Encoding.Unicode.GetString(bytes);
    }

    private static string Many(string part, int times) => new StringBuilder().Insert(0, part, times).ToString();

    private static string Shown(string text) => $"{text.Length} characters: {(text.Length <= 4_000 ? text : text[..4_000] + "…")}";

    [GeneratedRegex("(?<word>[A-Za-z_]+)[0-9]+", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Numbered();

    private sealed record Answered(DocumentNode? Document, IReadOnlyList<GraphQLError> Errors, TimeSpan Time, long BytesToRead, long BytesToValidate)
    {
        // What kinds of errors in which numbers, for a text of what size: numbers and sizes by their powers of two.
        public string Outcome => string.Join(' ', Errors
            .GroupBy(e => $"{e.Code} {e.Extensions?.GetValueOrDefault("specifiedBy") ?? Words(e.Message)}", StringComparer.Ordinal)
            .Select(g => $"{g.Key} {int.Log2(g.Count())}").Order(StringComparer.Ordinal))
            + $" {Document?.Definitions.Count.ToString(CultureInfo.InvariantCulture).Length} {long.Log2(BytesToRead + 1)} {long.Log2(BytesToValidate + 1)}";

        private static string Words(string message) => message.Split('"', ':')[0];
    }
}
