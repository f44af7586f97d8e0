using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Indicators;

/// <summary>What an indicator counts, in words of both languages: no code of a list and nothing of how it is computed.</summary>
internal sealed class IndicatorWords
{
    private readonly Dictionary<(string List, string Code), Bilingual> names = [];

    private IndicatorWords()
    {
    }

    /// <summary>Reads the names of the lists, as the owner: they are public.</summary>
    public static async Task<IndicatorWords> ReadAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        var words = new IndicatorWords();
        await using var command = database.Owner.CreateCommand(
            """
            SELECT 'profession', code, name_vi, name_en FROM reference.profession
            UNION ALL SELECT 'sector', code, name_vi, name_en FROM reference.sector
            UNION ALL SELECT 'level', code, name_vi, name_en FROM reference.degree_level
            UNION ALL SELECT 'field', code, name_vi, name_en FROM reference.field_of_study
            UNION ALL SELECT 'series', code, name_vi, name_en FROM reference.series
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            words.names[(reader.GetString(0), reader.GetString(1))] = new Bilingual(reader.GetString(2), reader.GetString(3));
        return words;
    }

    /// <summary>The whole indicator.</summary>
    public Bilingual Explain(Indicator indicator) => new(Explain(indicator, Language.Vietnamese), Explain(indicator, Language.English));

    private string Explain(Indicator indicator, Language language)
    {
        if (indicator.FigureSeries is { } figures)
            return language.In($"Số liệu được công bố hoặc nhập: {Name("series", figures, language)}.", $"A figure published or entered: {Name("series", figures, language)}.");

        var counted = language.In("Đếm ", "Counts ") + Who(indicator, language) + Parts(indicator.Numerator, language);
        var base_ = indicator switch
        {
            { DenominatorSeries: { } series } => language.In(" Chia cho ", " Divided by ") + Name("series", series, language).ToLowerInvariant(),
            { Denominator: { } whole } => language.In(" Chia cho số ", " Divided by the number of ") + Who(indicator, language) + Parts(whole, language).TrimEnd('.'),
            _ => null,
        };
        var per = indicator.Per > 1 ? language.In(", nhân ", ", times ") + language.Format(indicator.Per, 0) : "";
        return counted + (base_ is null ? "" : base_ + per + ".");
    }

    private static string Who(Indicator indicator, Language language)
    {
        var who = indicator.Among is CountedAmong.OnFile
            ? language.In("người có hồ sơ do cơ quan của đơn vị quản lý", "people whose dossier an agency of the unit keeps")
            : language.In("người có vị trí công tác chính trong đơn vị", "people with a main posting in the unit");
        var when = indicator.Over is CountedOver.Year
            ? language.In(" vào lúc nào đó từ ngày 1 tháng 1 đến ngày đếm", " at any time from 1 January to the day of counting")
            : language.In(" vào ngày đếm", " on the day of counting");
        var after = indicator.After is { } years
            ? language.In(
                string.Create(CultureInfo.InvariantCulture, $", của {years} năm trước, trừ người đã mất hoặc nghỉ hưu từ đó"),
                string.Create(CultureInfo.InvariantCulture, $", of {years} years before, without those who have died or retired since"))
            : "";
        return who + when + after;
    }

    private string Parts(PeopleFilter? filter, Language language)
    {
        var parts = filter is null ? [] : PartsOf(filter, language).ToList();
        return parts.Count == 0 ? "." : ": " + string.Join("; ", parts) + ".";
    }

    private IEnumerable<string> PartsOf(PeopleFilter filter, Language language)
    {
        string Words<T>(IEnumerable<T> values) where T : struct, Enum =>
            string.Join(language.In(" hoặc ", " or "), values.Select(value => RecordWords.Value(language, SnakeCase.Of(value)).ToLowerInvariant()));
        string Names(string list, IEnumerable<string> codes) => string.Join(language.In(" hoặc ", " or "), codes.Select(code => Name(list, code, language).ToLowerInvariant()));
        if (filter.Professions.Count > 0) yield return language.In("nghề ", "profession ") + Names("profession", filter.Professions);
        if (filter.Sectors.Count > 0) yield return language.In("lĩnh vực ", "sector ") + Names("sector", filter.Sectors);
        if (filter.Agencies.Count > 0) yield return language.In("cơ quan ", "agency ") + string.Join(", ", filter.Agencies);
        foreach (var area in filter.Areas)
            yield return area.IsIn ? language.In("làm việc ở ", "at work in a ") + NameOf(area.Kind, language) : language.In("không làm việc ở ", "not at work in a ") + NameOf(area.Kind, language);
        if (filter.EmploymentKinds.Count > 0) yield return Words(filter.EmploymentKinds);
        if (filter.GovernmentLevels.Count > 0)
            yield return language.In("cơ quan cấp ", "agencies of level ") + string.Join(language.In(" hoặc ", " or "), filter.GovernmentLevels.Select(level => LevelOf(level, language)));
        if (filter.LeadershipRankAtLeast is { } rank) yield return language.In("từ ", "from ") + Words<LeadershipRank>([rank]) + language.In(" trở lên", " up");
        if (filter.Sexes.Count > 0) yield return Words(filter.Sexes);
        if (filter.EthnicMinority is { } minority) yield return minority ? language.In("người dân tộc thiểu số", "of an ethnic minority") : language.In("người Kinh", "Kinh");
        if (filter.AgeUnder is { } under) yield return language.In($"dưới {under} tuổi", $"under {under}");
        if (filter.AgeAtLeast is { } least) yield return language.In($"từ {least} tuổi", $"{least} or older");
        if (filter.DegreeLevelAtLeast is { } level_) yield return language.In($"trình độ từ {Name("level", level_, language)} trở lên", $"highest degree {Name("level", level_, language)} or above");
        if (filter.DegreeFields.Count > 0) yield return language.In("ngành đào tạo ", "field of study ") + Names("field", filter.DegreeFields);
        if (filter.StudyModes.Count > 0) yield return language.In("đào tạo ", "studied ") + Words(filter.StudyModes);
        if (filter.JobFit) yield return language.In("văn bằng từ trình độ mà vị trí yêu cầu trở lên", "a degree at or above the level that the posting requires");
        foreach (var certificate in filter.Certificates)
        {
            yield return language.In("có chứng chỉ ", "certificate: ") + Words([certificate.Kind])
                + (certificate.LevelAtLeast is { } of ? language.In(" từ ", " from ") + Name("level", of, language) : "")
                + (certificate.Languages.Count > 0 ? $" ({string.Join(", ", certificate.Languages.Select(code => RecordWords.Value(language, code)))})" : "");
        }

        foreach (var record in RecordsOf(filter, language))
            yield return record;
    }

    private static IEnumerable<string> RecordsOf(PeopleFilter filter, Language language)
    {
        string Of<T>(string vi, string en, params IEnumerable<T>[] lists) where T : struct, Enum
        {
            var words = lists.SelectMany(list => list).Select(value => RecordWords.Value(language, SnakeCase.Of(value)).ToLowerInvariant()).ToList();
            return language.In(vi, en) + (words.Count == 0 ? "" : $" ({string.Join(language.In(" hoặc ", " or "), words)})");
        }

        if (filter.AcademicTitles.Count > 0) yield return Of("có học hàm", "academic title", filter.AcademicTitles);
        if (filter.Talent is { } talent) yield return Of("được công nhận là nhân tài", "recognised as talent", talent.Schemes);
        if (filter.Award is { } award) yield return Of("được khen thưởng", "awarded", award.Kinds) + (award.Levels.Count == 0 ? "" : Of("", "", award.Levels));
        if (filter.ScienceTask is { } task)
        {
            yield return Of("tham gia nhiệm vụ khoa học và công nghệ", "part in a science and technology task", task.Roles)
                + (task.Levels.Count == 0 ? "" : Of("", "", task.Levels)) + (task.Results.Count == 0 ? "" : Of(", kết quả", ", result", task.Results))
                + (task.Applied is { } applied ? applied ? language.In(", đã ứng dụng", ", applied") : language.In(", chưa ứng dụng", ", not applied") : "");
        }

        if (filter.Membership is { } member)
            yield return language.In("hội viên của ", "member of ") + (member.Associations.Count == 0 ? language.In("một hội", "an association") : string.Join(language.In(" hoặc ", " or "), member.Associations));
        if (filter.Availabilities.Count > 0) yield return Of("tình trạng", "availability", filter.Availabilities);
        if (filter.WorkingAgeExtension) yield return language.In("có quyết định kéo dài thời gian công tác", "a decision to work past the retirement age in force");
        if (filter.Recruited) yield return language.In("vị trí công tác chính đầu tiên bắt đầu trong năm", "their first main posting began in the year");
        if (filter.StillThere) yield return language.In("còn vị trí công tác chính trong tỉnh vào ngày đếm", "still with a main posting in the province on the day");
    }

    private static string NameOf(Domain.Agencies.AreaKind kind, Language language) => kind switch
    {
        Domain.Agencies.AreaKind.Remote => language.In("vùng sâu, vùng xa", "remote area"),
        Domain.Agencies.AreaKind.Border => language.In("vùng biên giới", "border area"),
        _ => language.In("vùng đồng bào dân tộc thiểu số", "area of ethnic minorities"),
    };

    private static string LevelOf(Domain.Agencies.GovernmentLevel level, Language language) => level switch
    {
        Domain.Agencies.GovernmentLevel.Central => language.In("trung ương", "the centre"),
        Domain.Agencies.GovernmentLevel.Province => language.In("tỉnh", "the province"),
        Domain.Agencies.GovernmentLevel.District => language.In("huyện", "the district"),
        _ => language.In("xã", "the commune"),
    };

    private string Name(string list, string code, Language language) => names.TryGetValue((list, code), out var name) ? language.In(name.Vi, name.En) : code;
}
