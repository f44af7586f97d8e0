using System.Text.RegularExpressions;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>
/// Reads cells of columns of science and technology tasks: "Chủ nhiệm đề tài cấp tỉnh: Phục tráng giống lúa nếp (2019-2021), xuất sắc". A part and a level that neither
/// cell nor heading tells are the least of their kind: participant, grassroots.
/// </summary>
internal sealed partial class ScienceTaskCells
{
    private const int LongestTitle = 500;
    private readonly TermCells<ScienceTask> cells = new(ProblemKind.TaskUndated, (heading, chunk) => [One(heading, chunk)]);

    /// <summary>The tasks of a cell; the heading may tell part and level.</summary>
    public IReadOnlyList<RecordFound<ScienceTask>> Read(string heading, string cell) => cells.Read(heading, cell);

    private static RecordFound<ScienceTask> One(string heading, string chunk)
    {
        var term = WrittenTerm.In(chunk);
        var (role, level, result, applied) = ((TaskRole?)null, (RecognitionLevel?)null, (TaskResult?)null, (bool?)null);
        var title = new List<string>();
        // Commas stand between what is told of a task, and in its title.
        foreach (var piece in term.Rest.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Result().Match(piece) is { Success: true } accepted)
                result = ResultOf(accepted);
            else if (Applied().Match(piece) is { Success: true } use)
                applied = !use.Groups["not"].Success;
            else if (Named(piece, ref role, ref level) is { Length: > 0 } words)
                title.Add(words);
        }

        var name = string.Join(", ", title);
        if (name.Length == 0)
            return new(null, ProblemKind.TaskUntitled);
        // What was accepted, and tells one year, was over with it.
        var until = term.Until ?? (result is not null && term.From is { Month: 1, Day: 1 } year ? year.AddYears(1) : null);
        if (term.From is not { } from || until <= from)
            return new(null, ProblemKind.TaskUndated);
        _ = Named(heading, ref role, ref level);
        return new(
            new ScienceTask
            {
                Title = name.Length > LongestTitle ? name[..LongestTitle] : name, Role = role ?? TaskRole.Participant, Level = level ?? RecognitionLevel.Grassroots,
                ValidFrom = from, ValidUntil = until, Result = result, IsApplied = applied,
            },
            role is null || level is null ? ProblemKind.TaskAssumed : null);
    }

    // The words of a piece without the part and the level that they tell; what is known already stays.
    private static string Named(string piece, ref TaskRole? role, ref RecognitionLevel? level)
    {
        var text = piece;
        if (Role().Match(text) is { Success: true } part && (role is null || part.Length == text.Length))
        {
            role ??= RoleOf(VietnameseText.Fold(part.Value));
            text = text[part.Length..];
        }

        if (Level().Match(text) is { Success: true } set && level is null)
        {
            level = LevelOf(VietnameseText.Fold(set.Groups["level"].Value));
            text = $"{text[..set.Index]} {text[(set.Index + set.Length)..]}";
        }

        text = WrittenTerm.Trimmed(text);
        return Kind().Replace(text, "").Trim(' ', '"', '“', '”', '\'', ':', '-', '–', '«', '»');
    }

    private static TaskRole RoleOf(string folded) =>
        folded.Contains("chu nhiem", StringComparison.Ordinal) || folded.StartsWith("cndt", StringComparison.Ordinal) ? TaskRole.Principal
        : folded.StartsWith("thu ky", StringComparison.Ordinal) ? TaskRole.Secretary : TaskRole.Participant;

    private static RecognitionLevel LevelOf(string folded) => folded switch
    {
        "nha nuoc" or "quoc gia" => RecognitionLevel.State,
        "bo" or "nganh" or "bo nganh" => RecognitionLevel.Ministry,
        "tinh" or "thanh pho" => RecognitionLevel.Province,
        "huyen" => RecognitionLevel.District,
        _ => RecognitionLevel.Grassroots,
    };

    private static TaskResult ResultOf(Match accepted) =>
        accepted.Groups["excellent"].Success ? TaskResult.Excellent
        : accepted.Groups["failed"].Success ? TaskResult.Failed
        : accepted.Groups["stopped"].Success ? TaskResult.Stopped : TaskResult.Passed;

    [GeneratedRegex(@"^((đồng\s+)?chủ\s+nhiệm|cnđt|thư\s+ký(\s+khoa\s+học)?|(thành\s+viên|cộng\s+tác\s+viên|tham\s+gia)(\s+(chính|thực\s+hiện|nghiên\s+cứu|đề\s+tài))?)(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Role();

    [GeneratedRegex(@"\bcấp\s+(?<level>nhà\s+nước|quốc\s+gia|bộ\s*,?\s*ngành|bộ|ngành|tỉnh|thành\s+phố|huyện|cơ\s+sở|trường|viện|đơn\s+vị)(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Level();

    [GeneratedRegex(@"^(đề\s+tài|dự\s+án|đề\s+án|nhiệm\s+vụ|đt)(\s+(khoa\s+học(\s+và\s+công\s+nghệ)?|nckh|nghiên\s+cứu\s+khoa\s+học|kh&cn|khcn))?(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kind();

    [GeneratedRegex(@"^((đã\s+)?nghiệm\s+thu\s*:?\s*)?(kết\s+quả\s*:?\s*)?(xếp\s+)?(đạt\s+)?(loại\s*:?\s*)?((?<excellent>xuất\s+sắc)|(?<failed>không\s+đạt)|(?<stopped>dừng(\s+thực\s+hiện)?)|giỏi|khá|tốt|trung\s+bình|đạt(\s+yêu\s+cầu)?|đã\s+nghiệm\s+thu)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Result();

    [GeneratedRegex(@"^((?<not>chưa|không)\s+(được\s+)?|(đã\s+|được\s+)+)(ứng|áp)\s+dụng$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Applied();
}
