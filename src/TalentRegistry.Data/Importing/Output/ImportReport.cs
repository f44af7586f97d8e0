using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Rows;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Importing.Output;

/// <summary>What was found in a list, in words.</summary>
public static class ImportReport
{
    /// <summary>Writes what was recognised: sheet, header, each column with its field and how sure that is.</summary>
    public static void Recognised(TextWriter writer, ImportSheet sheet, string language)
    {
        string Say(string vi, string en) => new Bilingual(vi, en).In(language);
        var plan = sheet.Plan;
        writer.WriteLine($"{Say("Tệp", "File")}: {sheet.Format}{(plan.Sheet.Length > 0 ? $", {Say("trang", "sheet")} \"{plan.Sheet}\"" : "")}");
        if (sheet.PassedSheets.Count > 0)
            writer.WriteLine($"{Say("Trang không có danh sách hoặc bị ẩn", "Sheets without a list, or hidden")}: {string.Join(", ", sheet.PassedSheets)}");
        writer.WriteLine($"{Say("Dòng tiêu đề", "Header rows")}: {plan.HeaderFirst}{(plan.HeaderLast > plan.HeaderFirst ? $"-{plan.HeaderLast}" : "")}");
        foreach (var column in plan.Columns)
            writer.WriteLine($"  {column.Letter,-3} {column.Heading,-40} {Taken(column, language)}");
        foreach (var problem in sheet.Problems.Where(problem => problem.Code == ProblemKind.ColumnMissing.Code))
            writer.WriteLine($"  ! {problem.Code}: {problem.Heading}");
    }

    /// <summary>Writes the counts, and the problems grouped by code.</summary>
    public static void Counted(TextWriter writer, ImportTally tally, IReadOnlyList<string> laterSheets, string language)
    {
        string Say(string vi, string en) => new Bilingual(vi, en).In(language);
        writer.WriteLine();
        writer.WriteLine($"{Say("Đã đọc", "Read")}: {tally.Read} {Say("dòng", "rows")}; {Say("hợp lệ", "good")}: {tally.Good} ({Say("trong đó cần xác nhận", "of which to confirm")}: {tally.ToConfirm}); {Say("bị từ chối", "rejected")}: {tally.Rejected}");
        foreach (var (kind, (count, rows)) in tally.Others.OrderBy(pair => pair.Key))
            writer.WriteLine($"  {Name(kind).In(language)}: {count}{(kind is RowKind.Blank ? "" : $" ({Say("dòng", "row")} {string.Join(", ", rows)}{(count > rows.Count ? ", …" : "")})")}");
        foreach (var (count, first) in tally.Problems)
            writer.WriteLine($"  {(first.Severity == ProblemSeverity.Error ? Say("LỖI", "ERROR") : Say("cảnh báo", "warning")),-9} {first.Code} × {count}: {first.Describe(language)}");
        if (laterSheets.Count > 0)
            writer.WriteLine($"{Say("Các trang chưa đọc (dùng --sheet)", "Sheets not read (use --sheet)")}: {string.Join(", ", laterSheets)}");
    }

    /// <summary>Writes what a row means to the registry, one line, with its differences below.</summary>
    public static void Verdict(TextWriter writer, ImportVerdict verdict, string language)
    {
        writer.WriteLine($"  {(language == "en" ? "row" : "dòng")} {verdict.Row}: {Name(verdict.Kind).In(language)} {verdict.FullName}{(verdict.Problem is { } problem ? $": {problem.Code} {problem.Message.In(language)}" : "")}");
        foreach (var finding in verdict.Findings)
            writer.WriteLine($"      {(finding.Severity == ProblemSeverity.Error ? "!" : "?")} {finding.Code} {finding.Heading}: {finding.Message.In(language)}");
        foreach (var like in verdict.Alike)
            writer.WriteLine(FormattableString.Invariant($"      ~ {100 * like.Probability:0}% {like.PersonId} {like.FullName}, {like.Born}, {like.Agency} (--row {verdict.Row}={like.PersonId})"));
        foreach (var difference in verdict.Differences)
            writer.WriteLine(difference.Field is { } field ? $"      {difference.Record}.{field}: {Words(difference.Before, difference.BeforeName, language)} → {Words(difference.After, difference.AfterName, language)}" : $"      + {difference.Record}: {difference.After}");
    }

    private static string Words(string? value, Bilingual? name, string language) => name is { } known ? $"{value} ({known.In(language)})" : value ?? "-";

    /// <summary>Writes how many rows mean what.</summary>
    public static void Judged(TextWriter writer, ImportCounts counts, string language) => writer.WriteLine(string.Join("; ", new[]
    {
        (ImportVerdictKind.New, counts.New), (ImportVerdictKind.Changed, counts.Changed), (ImportVerdictKind.Unchanged, counts.Unchanged),
        (ImportVerdictKind.Doubtful, counts.Doubtful), (ImportVerdictKind.Refused, counts.Refused + counts.Rejected), (ImportVerdictKind.LeftOut, counts.LeftOut), (ImportVerdictKind.Unconfirmed, counts.Unconfirmed),
    }.Select(count => $"{Name(count.Item1).In(language)}: {count.Item2}")));

    /// <summary>Writes what is to be confirmed, by code.</summary>
    public static void Warned(TextWriter writer, IReadOnlyList<ImportWarning> warnings, string language)
    {
        foreach (var warning in warnings)
            writer.WriteLine($"  ? {warning.Code} × {warning.Rows}{(warning.IsConfirmed ? language == "en" ? ", confirmed" : ", đã xác nhận" : $" (--confirm {warning.Code})")}: {warning.Example.In(language)}");
    }

    private static Bilingual Name(ImportVerdictKind kind) => kind switch
    {
        ImportVerdictKind.New => new("mới", "new"),
        ImportVerdictKind.Changed => new("thay đổi", "changed"),
        ImportVerdictKind.Unchanged => new("không đổi", "unchanged"),
        ImportVerdictKind.Doubtful => new("nghi trùng", "doubtful"),
        ImportVerdictKind.Refused => new("từ chối", "refused"),
        ImportVerdictKind.Unconfirmed => new("chờ xác nhận", "to be confirmed"),
        _ => new("bỏ qua theo chế độ", "left out"),
    };

    private static string Taken(ListColumn column, string language)
    {
        if (column.Field is { } field)
        {
            var name = language == "en" ? field.NameEn : field.NameVi;
            var kept = field.Kept ? "" : language == "en" ? ", not kept" : ", không lưu";
            return FormattableString.Invariant($"→ {field.Code} ({name}{kept}) {100 * column.Certainty:0}%");
        }

        if (column.By == RecognisedBy.Mapping)
            return language == "en" ? "→ left out by the mapping" : "→ bỏ qua theo chỉ định";
        return (language == "en" ? "→ ? not recognised" : "→ ? không nhận ra") + (column.Contender is { } contender ? $" ({contender.Code}?)" : "");
    }

    private static Bilingual Name(RowKind kind) => kind switch
    {
        RowKind.Continuation => new("dòng tiếp của người ở dòng trên", "more of the person above"),
        RowKind.Blank => new("dòng trống", "blank"),
        RowKind.Title => new("dòng tên danh sách", "title"),
        RowKind.Header => new("dòng tiêu đề", "header"),
        RowKind.RepeatedHeader => new("tiêu đề lặp lại", "repeated header"),
        RowKind.Numbering => new("dòng đánh số cột", "column numbers"),
        RowKind.Section => new("dòng phân nhóm", "section"),
        RowKind.Total => new("dòng tổng", "total"),
        RowKind.Signature => new("dòng chữ ký, ghi chú cuối", "signature"),
        _ => new("người", "person"),
    };
}
