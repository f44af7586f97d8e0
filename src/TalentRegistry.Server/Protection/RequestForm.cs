using System.Text.RegularExpressions;
using TalentRegistry.Data;
using TalentRegistry.Data.Protection;
using TalentRegistry.Domain.Protection;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Protection;

/// <summary>What a form says of a request.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Words">In the person's words; null for none.</param>
/// <param name="Correction">Which value; null where it is told in words alone.</param>
internal sealed partial record RequestForm(RequestKind Kind, string? Words, RequestedCorrection? Correction)
{
    private const int LongestWords = 2000;
    private const int LongestValue = 500;

    /// <summary>What the form or the address asks for; access where it names nothing.</summary>
    public static RequestKind KindOf(string? kind) => Enum.GetValues<RequestKind>().FirstOrDefault(each => SnakeCase.Of(each) == kind);

    /// <summary>Reads a form; a fault in the reader's language where it cannot be taken.</summary>
    public static (RequestForm? Form, string? Fault) Read(IFormCollection form, PageContext page)
    {
        var kind = KindOf(form["kind"]);
        var (words, wanted, field, record) = (Text(form["words"]), Text(form["wanted"]), Text(form["field"]), Text(form["record"]));
        if (words?.Length > LongestWords || wanted?.Length > LongestValue)
            return (null, page.T("Nội dung quá dài.", "That is too long."));
        if (CitizenIdDigits().IsMatch($"{words} {wanted}") || (field == "citizen_id" && wanted is not null))
            return (null, page.T("Đừng ghi số định danh ở đây; cán bộ sẽ đối chiếu giấy tờ.", "Do not write citizen IDs here; the officer will look at the documents."));
        if (kind != RequestKind.Correction)
            return (new RequestForm(kind, words, null), null);

        var correction = PageData.IsRecord(record) && Guid.TryParse(form["id"], out var id) && field is not null && PageData.DossierFields(record!).Contains(field)
            ? new RequestedCorrection(record!, id, field, wanted)
            : null;
        return correction is null && words is null
            ? (null, page.T("Hãy nêu cần sửa điều gì.", "Say what is to be corrected."))
            : (new RequestForm(kind, words, correction), null);
    }

    /// <summary>Whether a text has a citizen ID in it, which is to be nowhere in clear.</summary>
    public static bool HasCitizenId(string? text) => text is not null && CitizenIdDigits().IsMatch(text);

    private static string? Text(string? text) => text?.Trim() is { Length: > 0 } kept ? kept : null;

    [GeneratedRegex("[0-9]{12}", RegexOptions.None, 1000)]
    private static partial Regex CitizenIdDigits();
}
