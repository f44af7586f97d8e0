using TalentRegistry.Domain.Names;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Pages.Models;

/// <summary>
/// What the registry can fill in of the curriculum vitae of cadres and civil servants, form 2C-BNV/2008 (Decision 02/2008/QĐ-BNV; before it 2C-TCTW/98).
/// A value that the registry does not hold is null: its line stays, for the person to fill in.
/// </summary>
/// <param name="Person">Whose.</param>
/// <param name="Day">As of this day.</param>
public sealed record Form2C(PersonPage Person, DateOnly Day)
{
    /// <summary>The form of a person on a day.</summary>
    public static Form2C Of(PersonPage person, DateOnly day) => new(person, day);

    /// <summary>Lines 1 to 26, by their numbers; what has parts in the form has a line for each.</summary>
    /// <param name="citizenId">The citizen ID as it is to be printed; null where there is none.</param>
    public IEnumerable<(int Number, string Title, string? Value)> Lines(string? citizenId)
    {
        var head = Person.Head;
        var now = Person.PostingOn(Day);
        var first = Person.Postings.Where(posting => posting.IsMain).MinBy(posting => posting.From);
        return
        [
            (1, "Họ và tên khai sinh", head.Name?.ToUpper(Culture)),
            (2, "Tên gọi khác", null),
            (3, "Sinh ngày, giới tính", $"{(head.BornOn is { } born ? LanguageText.Day(born) : head.BirthYear.ToString(Culture))}, {RecordWords.Value(Language.Vietnamese, head.Sex)}"),
            (4, "Nơi sinh", null),
            (5, "Quê quán", head.HomePlace),
            (6, "Dân tộc", head.EthnicGroup),
            (7, "Tôn giáo", null),
            (8, "Nơi đăng ký hộ khẩu thường trú", null),
            (9, "Nơi ở hiện nay", null),
            (10, "Nghề nghiệp khi được tuyển dụng", first?.ProfessionVi),
            (11, "Ngày tuyển dụng, cơ quan tuyển dụng", first is null ? null : $"{LanguageText.Day(first.From)}, {first.Agency}"),
            (12, "Chức vụ (chức danh) hiện tại", now is null ? null : Joined(now.Title, now.Rank is { } rank ? RecordWords.Value(Language.Vietnamese, rank) : null)),
            (13, "Công việc chính được giao", now?.ProfessionVi),
            (14, "Ngạch công chức (viên chức), mã ngạch, bậc lương, hệ số, ngày hưởng, phụ cấp", null),
            (15, "15.1 Trình độ giáo dục phổ thông", null),
            (15, "15.2 Trình độ chuyên môn cao nhất", Person.HighestDegreeOn(Day) is { } degree ? Joined(degree.LevelVi, degree.FieldVi) : null),
            (15, "15.3 Lý luận chính trị", Certificate("political_theory")),
            (15, "15.4 Quản lý nhà nước", Certificate("state_management")),
            (15, "15.5 Ngoại ngữ", Certificate("foreign_language")),
            (15, "15.6 Tin học", Certificate("digital_skills")),
            (16, "Ngày vào Đảng Cộng sản Việt Nam, ngày chính thức", null),
            (17, "Ngày tham gia tổ chức chính trị - xã hội", Listed(Unions)),
            (18, "Ngày nhập ngũ, ngày xuất ngũ, quân hàm cao nhất", null),
            (19, "Danh hiệu được phong tặng cao nhất", Awards("honorary_title").FirstOrDefault()),
            (20, "Sở trường công tác", null),
            (21, "Khen thưởng", Listed(Awards("emulation_title", "order", "medal", "state_prize", "merit_certificate", "commendation", "prize", "commemorative_medal"))),
            (22, "Kỷ luật", null),
            (23, "Tình trạng sức khỏe, chiều cao, cân nặng, nhóm máu", null),
            (24, "Là thương binh hạng, là con gia đình chính sách", null),
            (25, "Số chứng minh nhân dân (số định danh), ngày cấp", citizenId),
            (26, "Số sổ bảo hiểm xã hội", null),
        ];
    }

    /// <summary>Part 27: degrees and certificates in the order in which they were given.</summary>
    public IReadOnlyList<(string? School, string? Field, string Years, string? Mode, string Degree)> Studies =>
    [
        .. Person.Degrees.Where(degree => degree.Year <= Day.Year).Select(degree => (
            degree.Institution, degree.FieldVi, $"cấp năm {degree.Year}", degree.Mode is { } mode ? RecordWords.Value(Language.Vietnamese, mode) : null, degree.LevelVi, From: new DateOnly(degree.Year, 1, 1)))
        .Concat(Certificates.Select(record => (
            Words(record, "issuer"), Words(record, "title") ?? Words(record, "language_code"), record.IsDated ? $"cấp {LanguageText.Day(record.From)}" : "", (string?)null,
            Joined(Words(record, "kind"), Words(record, "level_code"))!, record.From)))
        .OrderBy(study => study.Item6).Select(study => (study.Item1, study.Item2, study.Item3, study.Item4, study.Item5)),
    ];

    /// <summary>Part 28: postings and memberships in the order in which they began.</summary>
    public IReadOnlyList<(string Years, string Work)> Work =>
    [
        .. Person.Postings.Select(posting => (posting.From, posting.Until, Words: Joined(posting.IsMain ? null : "Kiêm nhiệm", posting.Title, posting.Rank is { } rank ? RecordWords.Value(Language.Vietnamese, rank) : null, posting.Agency)!))
        .Concat(Of("association_membership").Select(record => (record.From, record.Until, Words: Joined(Words(record, "role"), Words(record, "association"))!)))
        .Where(work => work.From <= Day).OrderBy(work => work.From)
        .Select(work => ($"{Month(work.From)} - {(work.Until is { } until && until <= Day ? Month(until.AddDays(-1)) : "nay")}", work.Words)),
    ];

    private static readonly string[] SocioPolitical = ["thanh nien cong san", "cong doan", "phu nu viet nam", "nong dan viet nam", "cuu chien binh"];

    private static System.Globalization.CultureInfo Culture => System.Globalization.CultureInfo.GetCultureInfo("vi-VN");

    private IEnumerable<PersonRecord> Certificates => Of("certificate").Where(record => record.From <= Day);

    // Of a kind the newest that is still valid.
    private string? Certificate(string kind) => Certificates
        .Where(record => record.Values.GetValueOrDefault("kind") == kind && (record.Until is not { } end || end > Day)).OrderByDescending(record => record.From)
        .Select(record => Joined(Words(record, "language_code"), Words(record, "level_code"), Words(record, "title"))).FirstOrDefault();

    private IEnumerable<string> Awards(params string[] kinds) => Of("award")
        .Where(record => record.From <= Day && kinds.Contains(record.Values.GetValueOrDefault("kind"), StringComparer.Ordinal)).OrderByDescending(record => record.From)
        .Select(record => Joined(Words(record, "title") ?? Words(record, "kind"), record.IsDated ? $"{record.From.Year}" : null)!);

    // The organisations of article 9 of the Constitution; other associations are of part 28 alone.
    private IEnumerable<string> Unions => Of("association_membership")
        .Where(record => record.From <= Day && Words(record, "association") is { } name && SocioPolitical.Any(VietnameseText.Fold(name).Contains)).OrderBy(record => record.From)
        .Select(record => Joined(LanguageText.Day(record.From), Words(record, "association"), Words(record, "role"))!);

    private IEnumerable<PersonRecord> Of(string part) => Person.Records.All.Where(record => Data.SnakeCase.Of(record.Section.Part) == part);

    private string? Words(PersonRecord record, string column) => record.Words(column, Language.Vietnamese, Person.Records.Names);

    private static string? Listed(IEnumerable<string> texts) => texts.ToList() is { Count: > 0 } all ? string.Join("; ", all) : null;

    private static string? Joined(params string?[] parts) => parts.Where(part => !string.IsNullOrEmpty(part)).Distinct(StringComparer.CurrentCultureIgnoreCase).ToList() is { Count: > 0 } all ? string.Join(", ", all) : null;

    private static string Month(DateOnly day) => day.ToString("MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
