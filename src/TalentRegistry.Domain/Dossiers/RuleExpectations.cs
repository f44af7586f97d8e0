using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Domain.Dossiers;

/// <summary>What would be right where a rule speaks against a dossier, by the rule's code.</summary>
internal static class RuleExpectations
{
    private static readonly Dictionary<string, Bilingual> All = new(StringComparer.Ordinal)
    {
        ["NAME_IMPLAUSIBLE"] = new("chỉ chữ cái, từ 2 đến 100 ký tự", "letters only, 2 to 100 of them"),
        ["BIRTH_IMPLAUSIBLE"] = new("ngày hoặc năm sinh của người từ 15 đến 110 tuổi", "date or year of birth of somebody of 15 to 110 years"),
        ["BIRTH_CONTRADICTS"] = new("cùng một năm", "the same year"),
        ["STAFF_CODE_TOO_LONG"] = new("nhiều nhất 40 ký tự", "at most 40 characters"),
        ["DEATH_IMPOSSIBLE"] = new("ngày mất sau ngày sinh, không ở tương lai", "a day of death after birth, not in the future"),
        ["CITIZEN_ID_SEX"] = new("số định danh hoặc giới tính đúng, hoặc xác nhận", "the right citizen ID or sex, or a confirmation"),
        ["CITIZEN_ID_BIRTH_YEAR"] = new("số định danh hoặc năm sinh đúng, hoặc xác nhận", "the right citizen ID or year of birth, or a confirmation"),
        ["CITIZEN_ID_PROVINCE"] = new("số định danh đúng, hoặc xác nhận", "the right citizen ID, or a confirmation"),
        ["DEGREE_TOO_EARLY"] = new("năm tốt nghiệp sau năm sinh ít nhất 15 năm", "a year of award at least 15 years after birth"),
        ["DEGREE_IN_FUTURE"] = new("năm cấp, ngày xác minh không ở tương lai", "a year of award, and a day of verification, not in the future"),
        ["DEGREE_VERIFIED_FIRST"] = new("ngày xác minh sau năm cấp", "a verification after the award"),
        ["DEGREE_AFTER_DEATH"] = new("năm cấp không sau năm mất", "a year of award not after death"),
        ["POSTGRADUATE_WITHOUT_UNIVERSITY"] = new("bằng đại học của người đó, hoặc xác nhận", "the person's university degree, or a confirmation"),
        ["INSTITUTION_TOO_LONG"] = new("nhiều nhất 200 ký tự", "at most 200 characters"),
        ["POSITION_TITLE_IMPLAUSIBLE"] = new("từ 1 đến 200 ký tự", "1 to 200 characters"),
        ["POSTING_ENDS_FIRST"] = new("ngày kết thúc sau ngày bắt đầu", "an end after the start"),
        ["END_REASON_WITHOUT_END"] = new("ngày kết thúc, hoặc bỏ lý do", "the end, or no reason of it"),
        ["POSTING_TOO_EARLY"] = new("ngày bắt đầu sau ngày sinh ít nhất 18 năm", "a start at least 18 years after birth"),
        ["POSTING_AFTER_DEATH"] = new("ngày kết thúc không sau ngày mất", "an end not after death"),
        ["POSTINGS_OVERLAP"] = new("thời gian không trùng với vị trí chính khác", "days that overlap no other main posting"),
        ["POSTING_IN_FUTURE"] = new("ngày bắt đầu đúng, hoặc xác nhận", "the right start, or a confirmation"),
        ["PAST_RETIREMENT_AGE"] = new("ngày kết thúc, quyết định kéo dài, hoặc xác nhận", "the end, a decision that extends it, or a confirmation"),
        ["POSITION_DEGREE_NOT_MET"] = new("văn bằng mà vị trí yêu cầu, hoặc xác nhận", "the degree that the position requires, or a confirmation"),
        ["RECORD_TOO_EARLY"] = new("ngày, năm sau tuổi nhỏ nhất của loại này", "a day or year after the least age of its kind"),
        ["RECORD_AFTER_DEATH"] = new("ngày, năm không sau ngày mất", "a day or year not after death"),
        ["RECORD_ENDS_FIRST"] = new("ngày kết thúc sau ngày bắt đầu", "an end after the start"),
        ["RECORD_IN_FUTURE"] = new("ngày, năm đúng, hoặc xác nhận", "the right day or year, or a confirmation"),
        ["CERTIFICATE_LEVEL_MISMATCH"] = new("trình độ, ngôn ngữ và khung của đúng loại chứng chỉ", "level, language and scale of the kind of certificate"),
        ["CERTIFICATE_TWICE"] = new("mỗi chứng chỉ một lần, hoặc xác nhận", "each certificate once, or a confirmation"),
        ["PROFESSOR_WITHOUT_DOCTORATE"] = new("bằng tiến sĩ của người đó, hoặc xác nhận", "the person's doctorate, or a confirmation"),
        ["ACADEMIC_TITLE_TWICE"] = new("mỗi học hàm một lần", "each academic title once"),
        ["ACADEMIC_TITLES_SWAPPED"] = new("năm công nhận phó giáo sư trước năm công nhận giáo sư", "a year as associate professor before that as professor"),
        ["TALENT_RECOGNISED_TWICE"] = new("mỗi chính sách một lần trong cùng thời gian, hoặc xác nhận", "each policy once at a time, or a confirmation"),
        ["TALENT_END_WITHOUT_END"] = new("ngày kết thúc, hoặc bỏ lý do", "the end, or no reason of it"),
        ["EXTENSIONS_OVERLAP"] = new("thời gian không trùng với lần kéo dài khác", "days that overlap no other extension"),
        ["EXTENSION_OUTSIDE_LAW"] = new("thời gian sau tuổi nghỉ hưu, trong giới hạn, hoặc xác nhận", "days after the age of retirement and within the limit, or a confirmation"),
        ["EXTENSION_GROUND_NOT_MET"] = new("học hàm của người đó, hoặc xác nhận", "the person's academic title, or a confirmation"),
        ["AVAILABILITIES_OVERLAP"] = new("thời gian không trùng với tình trạng khác", "days that overlap no other availability"),
        ["AVAILABILITY_COUNTRY"] = new("nước, chỉ với người ở nước ngoài", "a country, of who is overseas only"),
        ["RETIRED_BUT_WORKING"] = new("tình trạng hoặc vị trí đúng, hoặc xác nhận", "the right availability or posting, or a confirmation"),
        ["TASK_RESULT_TOO_EARLY"] = new("kết quả sau khi kết thúc, hoặc xác nhận", "a result after the end, or a confirmation"),
        ["AWARD_TWICE"] = new("mỗi khen thưởng một lần trong năm, hoặc xác nhận", "each award once a year, or a confirmation"),
        ["MEMBERSHIP_TWICE"] = new("mỗi hội một lần trong cùng thời gian, hoặc xác nhận", "each association once at a time, or a confirmation"),
    };

    public static Bilingual Of(string code) => All[code];
}
