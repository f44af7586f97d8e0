using TalentRegistry.Data.Protection;
using TalentRegistry.Domain.Protection;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Protection;

/// <summary>Requests about personal data, in words.</summary>
internal static class RequestWords
{
    public static string Kind(Language language, RequestKind kind) => kind switch
    {
        RequestKind.Access => language.In("Xem, nhận bản sao dữ liệu", "See the data, have a copy"),
        RequestKind.Correction => language.In("Chỉnh sửa", "Correction"),
        RequestKind.Restriction => language.In("Hạn chế xử lý", "Restriction of processing"),
        RequestKind.Objection => language.In("Phản đối xử lý", "Objection to processing"),
        RequestKind.Withdrawal => language.In("Rút lại sự đồng ý", "Withdrawal of consent"),
        RequestKind.Deletion => language.In("Xóa dữ liệu", "Deletion"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    public static string State(Language language, RequestState state) => state switch
    {
        RequestState.Received => language.In("Đã nhận, chờ phản hồi", "Received, waits for a reply"),
        RequestState.Replied => language.In("Đã phản hồi, đang giải quyết", "Replied, being dealt with"),
        RequestState.Done => language.In("Đã thực hiện", "Done"),
        RequestState.Refused => language.In("Đã từ chối", "Refused"),
        RequestState.TakenBack => language.In("Người yêu cầu đã rút", "Taken back"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    public static string Step(Language language, string step) => step switch
    {
        "received" => language.In("Tiếp nhận", "Received"),
        "replied" => language.In("Phản hồi lần đầu", "First reply"),
        "extended" => language.In("Gia hạn", "Extended"),
        "done" => language.In("Thực hiện xong", "Done"),
        "refused" => language.In("Từ chối", "Refused"),
        "lifted" => language.In("Bỏ hạn chế xử lý", "Restriction ended"),
        "taken_back" => language.In("Rút yêu cầu", "Taken back"),
        _ => step,
    };

    /// <summary>Who took a step: the account, or its role where the reader is not told which one.</summary>
    public static string Who(Language language, RequestStep step) => step.Account ?? (step.Role is { } role ? RecordWords.Role(language, role) : "");

    public static string Record(Language language, string record) => record switch
    {
        "person" => language.In("Thông tin cá nhân", "The person"),
        "degree" => language.In("Văn bằng", "Degree"),
        "posting" => language.In("Vị trí công tác", "Posting"),
        "certificate" => language.In("Chứng chỉ", "Certificate"),
        "academic_title" => language.In("Học hàm", "Academic title"),
        "talent_recognition" => language.In("Công nhận tài năng", "Recognition of talent"),
        "working_age_extension" => language.In("Kéo dài thời gian công tác", "Extension of working age"),
        "availability" => language.In("Khả năng tham gia", "Availability"),
        "science_task" => language.In("Nhiệm vụ khoa học", "Science task"),
        "award" => language.In("Khen thưởng", "Award"),
        "association_membership" => language.In("Tham gia hội", "Membership of an association"),
        "career_span" => language.In("Quá trình công tác để đếm", "Careers as they are counted"),
        "ethnic_set" => language.In("Những người được đếm theo dân tộc", "People counted by ethnic group"),
        _ => record,
    };

    /// <summary>Who asks; a list names nobody whose data may not be used.</summary>
    public static string Person(Language language, DataRequest request) => request.PersonName
        ?? (request.IsRestricted ? language.In("(đang hạn chế xử lý)", "(processing restricted)") : language.In("(hồ sơ đã ra khỏi sổ)", "(the record has gone)"));

    /// <summary>Which value is asked to be corrected, and to what; empty where it is told in words alone.</summary>
    public static string Wish(Language language, DataRequest request) => request.Correction is { } wish
        ? $"{Record(language, wish.Record)}, {RecordWords.Field(language, wish.Field)}: {wish.Wanted ?? language.In("(xem giấy tờ)", "(see the documents)")}"
        : "";
}
