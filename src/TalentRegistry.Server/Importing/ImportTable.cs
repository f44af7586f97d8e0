using TalentRegistry.Data;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Importing;

/// <summary>The rows of a preview as a table: a line for each value that a row changes, and for each reason that keeps it from being written.</summary>
/// <param name="language">Of headings and words.</param>
internal sealed class ImportTable(Language language)
{
    /// <summary>What stands above the rows.</summary>
    public TableHead Head(string fileName) => new(
        "xem-truoc", language.In($"Xem trước: {fileName}", $"Preview: {fileName}"), [],
        [
            language.In("Dòng", "Row"), language.In("Kết quả", "Outcome"), language.In("Người", "Person"), language.In("Bản ghi", "Record"), language.In("Trường", "Value of"),
            language.In("Trước", "Before"), language.In("Sau", "After"), language.In("Mã", "Code"), language.In("Lý do", "Reason"), language.In("Cần có", "Expected"),
        ]);

    /// <summary>The lines of a row held against the registry.</summary>
    public IEnumerable<object?[]> Lines(ImportVerdict verdict)
    {
        var outcome = Outcome(language, verdict.Kind);
        object?[] Line(string? record, string? field, string? before, string? after, string? code, string? reason, string? expected) =>
            [verdict.Row, outcome, verdict.FullName, record, field, before, after, code, reason, expected];
        var problems = (verdict.Problem is { } problem ? [problem.OfRow(verdict.Row)] : Array.Empty<ImportProblem>()).Concat(verdict.Findings)
            .Select(found => Line(null, found.Heading, null, found.Value, found.Code, In(found.Message), In(found.Expected)));
        var differences = verdict.Differences.Select(difference => Line(
            Record(language, difference.Record), difference.Field is { } field ? RecordWords.Field(language, field == "citizen_id_hash" ? "citizen_id" : field) : null,
            difference.Field is null ? null : Value(language, difference.Before, difference.BeforeName), Value(language, difference.After, difference.AfterName), null, null, null));
        return problems.Concat(differences).DefaultIfEmpty(Line(null, null, null, null, null, null, null));
    }

    /// <summary>The lines of a row that could not be read.</summary>
    public IEnumerable<object?[]> Lines(ImportedRow row) => row.Problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => new object?[]
    {
        row.Source.Number, language.In("Không đọc được", "Cannot be read"), null, null, problem.Heading, null, problem.Value, problem.Code, In(problem.Message), In(problem.Expected),
    });

    /// <summary>What becomes of a row, in words.</summary>
    public static string Outcome(Language language, ImportVerdictKind kind) => kind switch
    {
        ImportVerdictKind.New => language.In("Mới", "New"),
        ImportVerdictKind.Changed => language.In("Thay đổi", "Changed"),
        ImportVerdictKind.Doubtful => language.In("Nghi trùng", "Doubtful"),
        ImportVerdictKind.Refused => language.In("Từ chối", "Refused"),
        ImportVerdictKind.LeftOut => language.In("Bỏ qua", "Left out"),
        ImportVerdictKind.Unconfirmed => language.In("Chờ xác nhận", "To be confirmed"),
        _ => language.In("Không đổi", "Unchanged"),
    };

    /// <summary>A value in words: the name behind a code, as the database writes it where there is none.</summary>
    public static string Value(Language language, string? value, Domain.Plans.Bilingual? name) =>
        name is { } known ? language.In(known.Vi, known.En) : value is null ? language.In("(trống)", "(none)") : RecordWords.Value(language, value);

    /// <summary>What kind of record is added, in words.</summary>
    public static string Record(Language language, string record) => record switch
    {
        "degree" => language.In("Văn bằng", "Degree"),
        "posting" => language.In("Vị trí công tác", "Posting"),
        "certificate" => language.In("Chứng chỉ", "Certificate"),
        "academic_title" => language.In("Học hàm", "Academic title"),
        "award" => language.In("Khen thưởng", "Award"),
        "association_membership" => language.In("Tổ chức, hội", "Membership"),
        "talent_recognition" => language.In("Công nhận tài năng", "Recognised talent"),
        "working_age_extension" => language.In("Kéo dài thời gian công tác", "Extension of working age"),
        "science_task" => language.In("Nhiệm vụ khoa học và công nghệ", "Science and technology task"),
        "availability" => language.In("Khả năng tham gia", "Availability"),
        _ => language.In("Người", "Person"),
    };

    private string In(Domain.Plans.Bilingual words) => language.In(words.Vi, words.En);
}
