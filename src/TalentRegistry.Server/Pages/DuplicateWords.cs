using TalentRegistry.Data.Duplicates;
using TalentRegistry.Domain.Duplicates;
using TalentRegistry.Server.Duplicates;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Pages;

/// <summary>What speaks for and against one person, in words.</summary>
internal static class DuplicateWords
{
    /// <summary>A probability as a percentage that never says more than is known.</summary>
    public static string Percent(Language language, double probability) =>
        probability > 0.999 ? "> 99,9 %".Replace(",", language.In(",", "."), StringComparison.Ordinal) : $"{language.Format(100 * probability, 1)} %";

    /// <summary>What each field says; weights in bits.</summary>
    public static IEnumerable<(string Text, double Weight)> Reasons(Language language, string reasons) =>
        FieldAgreement.Of(reasons).Select(said => ($"{Field(language, said.Field)} {Level(language, said.Field, said.Level)}", said.Weight));

    /// <summary>What a value to choose is called.</summary>
    public static string Field(Language language, MergedField field) => field switch
    {
        MergedField.FullName => RecordWords.Field(language, "full_name"),
        MergedField.Sex => RecordWords.Field(language, "sex"),
        MergedField.Birth => RecordWords.Field(language, "date_of_birth"),
        MergedField.EthnicGroup => RecordWords.Field(language, "ethnic_group_code"),
        MergedField.HomeUnit => RecordWords.Field(language, "home_unit_id"),
        MergedField.StaffCode => RecordWords.Field(language, "staff_code"),
        MergedField.CitizenId => RecordWords.Field(language, "citizen_id"),
        MergedField.Keeper => RecordWords.Field(language, "keeper_id"),
        _ => RecordWords.Field(language, "deceased_on"),
    };

    private static string Field(Language language, ComparedField field) => field switch
    {
        ComparedField.Name => language.In("họ tên", "name"),
        ComparedField.Birth => language.In("ngày sinh", "date of birth"),
        ComparedField.BirthYear => language.In("năm sinh", "year of birth"),
        ComparedField.Sex => language.In("giới tính", "sex"),
        ComparedField.HomePlace => language.In("quê quán", "home place"),
        _ => language.In("số định danh", "citizen ID"),
    };

    private static string Level(Language language, ComparedField field, AgreementLevel level) => level switch
    {
        AgreementLevel.Same => language.In("giống nhau", "the same"),
        AgreementLevel.Letters => language.In("giống, khác dấu", "the same but for marks"),
        AgreementLevel.Form => language.In("giống, khác thứ tự hoặc không có dấu", "the same in another order or without marks"),
        AgreementLevel.Mistyped => language.In("giống, có lỗi gõ", "the same but for a slip"),
        AgreementLevel.Swapped => language.In("đảo ngày và tháng, hoặc năm theo số định danh", "with day and month exchanged, or the year of the citizen ID"),
        AgreementLevel.Part => language.In("giống hai trong ba phần ngày, tháng, năm", "the same in two of day, month and year"),
        AgreementLevel.Close when field == ComparedField.Name => language.In("gần giống", "close"),
        AgreementLevel.Close => language.In("khác một lỗi gõ", "one typing error apart"),
        AgreementLevel.Year => language.In("cùng năm", "of the same year"),
        AgreementLevel.Partial => language.In("giống một phần", "partly the same"),
        _ => language.In("khác nhau", "different"),
    };
}
