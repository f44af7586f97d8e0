using System.Globalization;
using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages.Tables;

internal static partial class PageTables
{
    public static TableSheet Removed(PageContext page, IReadOnlyList<RemovedPerson> people) => new(
        "removed",
        page.T("Hồ sơ đã gỡ bỏ", "People removed"),
        Notes(page),
        [
            page.T("Họ và tên", "Name"), page.T("Sinh", "Born"), page.T("Cơ quan quản lý", "Kept by"), page.T("Gỡ bỏ lúc (giờ Việt Nam)", "Removed (Viet Nam time)"), page.T("Người gỡ", "By"),
            page.T("Lý do", "Reason"), page.T("Số bản ghi", "Records"),
        ],
        [.. people.Select(person => new object?[]
        {
            person.Name, person.Born, person.Keeper, VietnamTime.At(person.RemovedAt).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), person.By, person.Why, person.Records,
        })]);

    public static TableSheet Career(PageContext page, PersonPage person, DateOnly day) => new(
        FileName(person, "career"),
        Title(page, person, page.T("Quá trình học tập và công tác", "Studies and career")),
        Notes(page),
        [
            page.T("Số", "No."), page.T("Từ", "From"), page.T("Đến hết", "To"), page.T("Loại", "Kind"), page.T("Văn bằng, chức danh", "Degree, position"),
            page.T("Nơi cấp, cơ quan", "Where"), page.T("Chi tiết", "Details"),
        ],
        [.. CareerFact.Of(person, day, page.Language).Select(fact => new object?[]
        {
            fact.Number, fact.IsWholeYear ? fact.From.Year : fact.From, fact.LastDay, PersonCareer.Kind(page, fact), fact.What, fact.Where, fact.Details,
        })]);

    public static TableSheet Degrees(PageContext page, PersonPage person) => new(
        FileName(person, "degrees"),
        Title(page, person, page.T("Văn bằng", "Degrees")),
        Notes(page),
        [
            page.T("Trình độ", "Level"), page.T("Ngành đào tạo", "Field of study"), page.T("Cơ sở đào tạo", "Institution"), page.T("Nước", "Country"),
            page.T("Năm cấp", "Awarded in"), page.T("Hình thức", "Mode of study"), page.T("Ngày xác minh", "Verified on"),
        ],
        [.. person.Degrees.Select(degree => new object?[]
        {
            page.T(degree.LevelVi, degree.LevelEn), page.Language == Language.Vietnamese ? degree.FieldVi : degree.FieldEn, degree.Institution,
            RecordWords.Value(page.Language, degree.Country), degree.Year, degree.Mode is { } mode ? RecordWords.Value(page.Language, mode) : null, degree.VerifiedOn,
        })]);

    public static TableSheet Records(PageContext page, PersonPage person) => new(
        FileName(person, "records"),
        Title(page, person, page.T("Học hàm, chứng chỉ, khen thưởng, hoạt động khoa học và hội", "Titles, certificates, awards, science and associations")),
        Notes(page),
        [page.T("Mục", "Kind"), page.T("Từ", "From"), page.T("Đến hết", "To"), page.T("Chi tiết", "Details")],
        [.. person.Records.All.Select(record => new object?[]
        {
            page.T(record.Section.Vi, record.Section.En), record.From, record.Until?.AddDays(-1),
            string.Join("; ", record.Section.Shown(person.WithNames).Where(column => record.Values.GetValueOrDefault(column) is not null)
                .Select(column => $"{RecordWords.Field(page.Language, column)}: {record.Words(column, page.Language, person.Records.Names)}")),
        })]);

    public static TableSheet History(PageContext page, PersonPage person) => new(
        FileName(person, "history"),
        Title(page, person, page.T("Lịch sử thay đổi hồ sơ", "History of the record")),
        Notes(page),
        [
            page.T("Khi nào (giờ Việt Nam)", "When (Viet Nam time)"), page.T("Ai", "Who"), page.T("Việc", "What"), page.T("Hồ sơ nào", "Which one"), page.T("Mục", "Value"), page.T("Trước", "Before"),
            page.T("Sau", "After"), .. person.WithNames ? [page.T("Vì sao", "Why")] : Array.Empty<string>(), page.T("Từ đâu", "From where"),
        ],
        [.. person.Changes.Changes.SelectMany(change => change.Values, (change, value) => (object?[])
        [
            VietnamTime.At(change.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), RecordWords.Who(page.Language, change),
            RecordWords.Of(page.Language, change.Kind, change.Record), person.Subject(change, page.Language), RecordWords.Field(page.Language, value.Field),
            Words(page, person, value.Field, value.Before), Words(page, person, value.Field, value.After),
            .. person.WithNames ? [change.Why] : Array.Empty<object?>(), change.Address is { } address ? $"{change.Door} ({address})" : change.Door,
        ])]);

    // A file lies about: its name must not tell whose it is.
    private static string FileName(PersonPage person, string table) => $"{table}-{person.Head.Id.ToString()[..8]}";

    private static string Title(PageContext page, PersonPage person, string table) =>
        $"{table}: {person.Head.Name ?? page.T($"sinh năm {person.Head.BirthYear}", $"born in {person.Head.BirthYear}")}";

    private static string? Words(PageContext page, PersonPage person, string field, string? value) =>
        value is null ? null : RecordWords.Value(page.Language, field, value, person.Changes.Names);
}
