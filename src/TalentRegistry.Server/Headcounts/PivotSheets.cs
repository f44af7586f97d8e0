using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Headcounts;

/// <summary>The pivot, to be downloaded: as it is laid out, with totals.</summary>
internal static class PivotSheets
{
    public static TableSheet Of(PageContext page, Pivot pivot)
    {
        var (question, language) = (pivot.Question, page.Language);
        var isPeople = question.Measure is PivotMeasure.People;
        return new(
            $"pivot-{question.AsOf:yyyy-MM-dd}", TitleOf(page, question), [.. Notes(page, pivot)],
            [
                question.Rows.In(language), .. question.Within is { } within ? [within.In(language)] : Array.Empty<string>(),
                .. pivot.Columns.Select(column => language.In(column.NameVi, column.NameEn)), page.T("Tất cả", "All"),
            ],
            [
                .. pivot.Rows.Select(object?[] (row) =>
                [
                    language.In(row.Key.NameVi, row.Key.NameEn), .. row.Within is { } nested ? [language.In(nested.NameVi, nested.NameEn)] : Array.Empty<object?>(),
                    .. pivot.Columns.Select(column => (object?)pivot.Value(row, column)), pivot.OfRow(row),
                ]),
                .. isPeople ? [[page.T("Tất cả", "All"), .. question.Within is null ? Array.Empty<object?>() : [null], .. pivot.Columns.Select(column => (object?)pivot.OfColumn(column)), question.HasYears ? null : pivot.All]] : Array.Empty<object?[]>(),
            ]);
    }

    /// <summary>What is shown, in words.</summary>
    public static string TitleOf(PageContext page, PivotQuestion question)
    {
        var by = string.Join(" × ", question.Dimensions.Select(each => each.In(page.Language).ToLowerInvariant()));
        return page.T($"Số người theo {by}, ngày {LanguageText.Day(question.AsOf)}", $"People by {by}, {LanguageText.Day(question.AsOf)}");
    }

    private static IEnumerable<string> Notes(PageContext page, Pivot pivot)
    {
        if (page.Synthetic)
            yield return page.T("Dữ liệu mô phỏng: không có ai là thật.", "Synthetic data: none of the people is real.");
        yield return pivot.Question.Measure.In(page.Language);
        foreach (var part in (string?[])[.. pivot.Question.Picked, pivot.Question.SectorCode, pivot.Question.ProfessionCode])
            if (part is not null)
                yield return page.T($"Chỉ: {part}", $"Only: {part}");
        if (!pivot.Question.IncludeDescendants)
            yield return page.T("Không kể đơn vị trực thuộc.", "Without what stands below it.");
        if (pivot.Suppression is { } suppression)
            yield return suppression.Rule;
    }
}
