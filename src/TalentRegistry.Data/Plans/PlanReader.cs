using System.Text;
using System.Text.RegularExpressions;
using TalentRegistry.Data.Reference;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Units;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TalentRegistry.Data.Plans;

/// <summary>Reads plan files in the format of docs/plan-format.md and says everything that is wrong with one in a single pass.</summary>
/// <param name="vocabulary">The codes that files may use.</param>
public sealed partial class PlanReader(PlanVocabulary vocabulary)
{
    private const int LargestFileInBytes = 4 * 1024 * 1024;
    private const int DeepestNesting = 32;

    /// <summary>Reads a file.</summary>
    /// <exception cref="OperatorException">The file does not exist, cannot be opened, is no text in UTF-8 or too large for a plan.</exception>
    public PlanReading Read(string path)
    {
        try
        {
            if (new FileInfo(path) is { Length: > LargestFileInBytes })
                throw new OperatorException($"{path} is larger than 4 MB: this is no plan file.");
            return Parse(Path.GetFileName(path), File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)));
        }
        catch (DecoderFallbackException fault)
        {
            throw new OperatorException($"{path} is not a text in UTF-8.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"The plan file {path} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="fileName">Name for messages and for the document.</param>
    /// <param name="text">The text.</param>
    public PlanReading Parse(string fileName, string text)
    {
        var problems = new PlanProblems(fileName);
        if (RootOf(text, problems) is { } root && PlanBlock.Of(root, "", problems, PlanKeys.Plan) is { } block)
        {
            var plan = ReadPlan(block, problems);
            if (problems.Count == 0)
                return new PlanReading(new PlanDocument(plan, fileName, text, ReferenceFile.ChecksumOf(text)), []);
        }

        return new PlanReading(null, problems.InOrder);
    }

    private static YamlNode? RootOf(string text, PlanProblems problems)
    {
        try
        {
            if (IsTooDeep(text))
            {
                problems.Add(new Mark(0, 1, 1), "", new Bilingual("các khối lồng nhau quá sâu.", "blocks are nested too deeply."));
                return null;
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 1) return stream.Documents[0].RootNode;
            problems.Add(new Mark(0, 1, 1), "", stream.Documents.Count == 0
                ? new Bilingual("tệp trống.", "the file is empty.")
                : new Bilingual("tệp có nhiều tài liệu YAML; mỗi kế hoạch là một tệp.", "the file holds several YAML documents; a plan is one file."));
        }
        catch (YamlException fault)
        {
            problems.Add(fault.Start, "", new Bilingual($"không đọc được YAML ({fault.Message})", $"this is not YAML ({fault.Message})"));
        }
        catch (InvalidOperationException)
        {
            // The parser's answer to an unclosed [ or {, without a place.
            problems.Add(new Mark(0, 1, 1), "", new Bilingual(
                "không đọc được YAML: có dấu [ hoặc { chưa đóng.", "this is not YAML: a [ or { is not closed."));
        }

        return null;
    }

    // The tree is built by recursion, which a hostile file could drive out of the stack; the parser alone is not recursive.
    private static bool IsTooDeep(string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > DeepestNesting) return true;
        }

        return false;
    }

    private Plan ReadPlan(PlanBlock block, PlanProblems problems)
    {
        if (block.Required("format") is { Length: > 0 } format && format != "1")
            block.Refuse("format", $"\"{format}\": phiên bản này chỉ đọc định dạng 1.", $"\"{format}\": this build reads format 1 only.");
        var code = block.Required("code");
        if (code.Length > 0 && !PlanCode().IsMatch(code))
            block.Refuse("code", $"\"{code}\" phải gồm 2 đến 8 chữ cái in hoa, ví dụ DB.", $"\"{code}\" must be 2 to 8 capital letters, for example DB.");

        // Number and date are stated even where the text leaves them blank: null is an answer, silence is not.
        foreach (var key in (string[])["number", "issued", "parent"])
            block.MustBeStated(key);
        var issued = block.Optional("issued");
        if (issued is not null && !Issued().IsMatch(issued))
            block.Refuse("issued", $"\"{issued}\" phải là năm, năm-tháng hoặc năm-tháng-ngày.", $"\"{issued}\" must be a year, year-month or year-month-day.");

        var settings = ReadSettings(block);
        var scope = ReadScope(block);
        var items = new ItemRules(PlanCode().IsMatch(code) ? code : null, problems);
        var targets = block.Children("targets", "code", PlanKeys.Target).Select(item => ReadTarget(item, items, settings, scope)).ToList();
        var duties = block.Children("duties", "code", PlanKeys.Duty).Select(item => ReadDuty(item, items)).ToList();
        if (targets.Count + duties.Count == 0)
            block.Refuse("targets", "kế hoạch không có chỉ tiêu hay nhiệm vụ nào.", "the plan has neither a target nor a duty.");
        return new Plan(
            code, block.Both("title"), block.Optional("number"), issued, block.BothOrNull("issuedNote"), block.Both("issuer"),
            block.Choice<PlanSide>("side", required: true) ?? default, block.Optional("parent"), block.Texts("basis"), scope, settings, targets, duties);
    }

    private PlanScope ReadScope(PlanBlock plan)
    {
        var nowhere = new PlanScope(UnitLevel.Province, null, null, null, null);
        if (plan.Child("scope", true, PlanKeys.Scope) is not { } scope) return nowhere;
        var level = scope.Choice<UnitLevel>("level", required: true);
        var (unit, within) = (ReadUnit(scope, "unit"), ReadUnit(scope, "within"));
        if (scope.Has("unit") == scope.Has("within"))
        {
            scope.Refuse(
                "unit", "phải có đúng một trong hai: unit, hoặc within khi văn bản không ghi tên đơn vị.",
                "exactly one of the two is needed: unit, or within where the text does not name its unit.");
        }

        if (unit is not null && level is not null && vocabulary.Units[unit].Level != level)
        {
            var at = SnakeCase.Of(vocabulary.Units[unit].Level);
            scope.Refuse("level", $"{unit} ({vocabulary.Units[unit].Name}) là cấp {at}.", $"{unit} ({vocabulary.Units[unit].Name}) is of level {at}.");
        }

        return new PlanScope(level ?? default, unit, within, ReadSuccessor(scope, unit), scope.BothOrNull("note"));
    }

    private PlanSuccessor? ReadSuccessor(PlanBlock scope, string? unit)
    {
        if (scope.Child("successor", false, PlanKeys.Successor) is not { } successor) return null;
        successor.Required("unit");
        successor.Required("from");
        if (ReadUnit(successor, "unit") is not { } next || successor.Day("from") is not { } from) return null;
        var life = vocabulary.Units[next];
        if (from < life.ValidFrom || from >= life.ValidUntil)
            successor.Refuse("from", $"{next} ({life.Name}) không tồn tại vào ngày {from:dd/MM/yyyy}.", $"{next} ({life.Name}) does not exist on {from:yyyy-MM-dd}.");
        if (unit is not null && vocabulary.Units[unit].ValidUntil is var end && end != from)
        {
            successor.Refuse(
                "from", $"đơn vị trước ({unit}) {(end is null ? "vẫn tồn tại" : $"chấm dứt từ {end:dd/MM/yyyy}")}; hai mốc phải trùng nhau.",
                $"the unit before it ({unit}) {(end is null ? "still exists" : $"ended before {end:yyyy-MM-dd}")}; both days must be the same.");
        }

        return new PlanSuccessor(next, from);
    }

    private string? ReadUnit(PlanBlock block, string key)
    {
        var id = block.Optional(key);
        if (id is null || vocabulary.Units.ContainsKey(id)) return id;
        var named = vocabulary.Units.Where(unit => unit.Value.Name == id || unit.Value.Name.EndsWith($" {id}", StringComparison.Ordinal)).Take(3).ToList();
        var ids = string.Join(", ", named.Select(unit => $"{unit.Key} ({unit.Value.Name})"));
        block.Refuse(
            key, $"\"{id}\" không phải là mã đơn vị hành chính{(ids.Length == 0 ? ", ví dụ P11" : $"; ý bạn là {ids}?")}.",
            $"\"{id}\" is not the id of an administrative unit{(ids.Length == 0 ? ", as P11" : $"; did you mean {ids}?")}.");
        return null;
    }

    [GeneratedRegex("^[A-Z]{2,8}$", RegexOptions.None, 1000)]
    private static partial Regex PlanCode();

    [GeneratedRegex("^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Issued();
}
