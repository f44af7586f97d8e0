using System.Globalization;
using TalentRegistry.Data.Protection;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Protection;

/// <summary>What the form of a breach says, as it was written, so that it can be shown again.</summary>
public sealed class BreachForm
{
    private const string Minute = "yyyy-MM-ddTHH:mm";
    private const int LongestText = 4000;
    private const int LongestWhose = 1000;
    private const int LongestNotice = 200;
    private static readonly TimeSpan Offset = VietnamTime.At(DateTimeOffset.UnixEpoch).Offset;
    private readonly Dictionary<string, string> values;

    private BreachForm(Dictionary<string, string> values, IReadOnlyList<string> fields) => (this.values, Fields) = (values, fields);

    /// <summary>Fields that were chosen.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>What was written in an entry of the form; empty for nothing.</summary>
    public string this[string entry] => values.GetValueOrDefault(entry, "");

    /// <summary>A form that is sent in.</summary>
    public static BreachForm From(IFormCollection form) =>
        new(form.ToDictionary(entry => entry.Key, entry => entry.Value.ToString().Trim(), StringComparer.Ordinal), [.. form["fields"].OfType<string>()]);

    /// <summary>A form for a new breach, found at this moment.</summary>
    public static BreachForm New(DateTimeOffset now) => new(new(StringComparer.Ordinal) { ["found"] = Text(now) }, []);

    /// <summary>A breach that is to be revised.</summary>
    public static BreachForm Of(Breach breach) => new(
        new(StringComparer.Ordinal)
        {
            ["version"] = breach.Version.ToString(CultureInfo.InvariantCulture),
            ["found"] = Text(breach.Facts.FoundAt),
            ["happened"] = Text(breach.Facts.HappenedAt),
            ["what"] = breach.Facts.What,
            ["people"] = breach.Facts.People?.ToString(CultureInfo.InvariantCulture) ?? "",
            ["whose"] = breach.Facts.Whose ?? "",
            ["consequence"] = breach.Facts.Consequence ?? "",
            ["measures"] = breach.Facts.Measures ?? "",
            ["notified"] = Text(breach.Facts.NotifiedAt),
            ["notice"] = breach.Facts.Notice ?? "",
        },
        breach.Facts.Fields);

    /// <summary>The facts that it tells; a fault in the reader's language where it cannot be taken.</summary>
    /// <param name="page">Whose language.</param>
    /// <param name="known">Fields that are kept of people.</param>
    /// <param name="now">The moment: nothing is found later.</param>
    public (BreachFacts? Facts, string? Fault) Read(PageContext page, IReadOnlySet<string> known, DateTimeOffset now)
    {
        var (found, happened, notified) = (Moment("found"), Moment("happened"), Moment("notified"));
        int? people = int.TryParse(this["people"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
        if (found is not { } foundAt || foundAt > now.AddMinutes(1) || (this["happened"].Length > 0 && happened is null) || happened > foundAt)
            return (null, page.T("Hãy ghi lúc phát hiện, không muộn hơn bây giờ; lúc xảy ra không muộn hơn lúc phát hiện.", "Say when it was found, not later than now; it happened before it was found."));
        if (this["what"].Length is 0 or > LongestText || this["consequence"].Length > LongestText || this["measures"].Length > LongestText || this["whose"].Length > LongestWhose)
            return (null, page.T("Hãy ghi điều đã xảy ra; mỗi mục không quá 4000 ký tự.", "Say what happened; no part is longer than 4000 characters."));
        if (this["people"].Length > 0 && people is null)
            return (null, page.T("Số người là một số nguyên, hoặc để trống khi chưa rõ.", "The number of people is a whole number, or empty while it is not known."));
        if (Fields.Any(field => !known.Contains(field)))
            return (null, page.T("Có trường dữ liệu không được lưu trong sổ.", "One of the fields is not kept in the registry."));
        if ((this["notified"].Length > 0) != (this["notice"].Length > 0) || (this["notified"].Length > 0 && (notified is null || notified < foundAt || notified > now.AddMinutes(1))) || this["notice"].Length > LongestNotice)
            return (null, page.T("Đã thông báo thì ghi cả lúc thông báo, sau lúc phát hiện, và số văn bản hoặc cách thông báo.", "Once the authority was told, say when, after it was found, and by which letter or how."));
        if (RequestForm.HasCitizenId($"{this["what"]} {this["whose"]} {this["consequence"]} {this["measures"]} {this["notice"]}"))
            return (null, page.T("Đừng ghi số định danh ở đây.", "Do not write citizen IDs here."));
        return (new BreachFacts(foundAt, happened, this["what"], people, Given("whose"), Fields, Given("consequence"), Given("measures"), notified, Given("notice")), null);
    }

    private string? Given(string entry) => this[entry] is { Length: > 0 } text ? text : null;

    private DateTimeOffset? Moment(string entry) =>
        DateTime.TryParseExact(this[entry], Minute, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? new DateTimeOffset(local, Offset) : null;

    private static string Text(DateTimeOffset? moment) => moment is { } at ? VietnamTime.At(at).ToString(Minute, CultureInfo.InvariantCulture) : "";
}
