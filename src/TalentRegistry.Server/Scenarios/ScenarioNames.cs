using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Scenarios;

/// <summary>Units, sectors and professions that a lever may name, in words and for the lists of the form.</summary>
/// <param name="Units">Units of the forecast that the reader sees, provinces first, then districts by name.</param>
/// <param name="Sectors">Sectors by name.</param>
/// <param name="Professions">Professions by name.</param>
public sealed record ScenarioNames(IReadOnlyList<CodeName> Units, IReadOnlyList<CodeName> Sectors, IReadOnlyList<CodeName> Professions)
{
    private readonly Dictionary<string, CodeName> byCode = Units.Concat(Sectors).Concat(Professions).DistinctBy(name => name.Code).ToDictionary(name => name.Code);

    /// <summary>Reads them under the reader's rights.</summary>
    internal static async Task<ScenarioNames> ReadAsync(RegistrySession session, CancellationToken cancellationToken)
    {
        var lists = new List<CodeName>[] { [], [], [] };
        await using var command = session.Command(
            """
            SELECT 0, u.id, u.name, u.name, u.level = 'province' AS whole FROM reference.administrative_unit u WHERE u.id IN (SELECT unit_id FROM forecast.current_supply)
            UNION ALL SELECT 1, code, name_vi, name_en, true FROM reference.sector
            UNION ALL SELECT 2, code, name_vi, name_en, true FROM reference.profession
            ORDER BY 1, 5 DESC, 3
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            lists[reader.GetInt32(0)].Add(new CodeName(reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        return new(lists[0], lists[1], lists[2]);
    }

    /// <summary>The name of a unit, sector or profession; its code where the reader sees no more.</summary>
    public string Of(Language language, string code) => byCode.TryGetValue(code, out var name) ? language.In(name.NameVi, name.NameEn) : code;

    /// <summary>A lever in words.</summary>
    public string Of(Language language, ScenarioLever lever)
    {
        var what = lever.Kind switch
        {
            ScenarioLeverKind.ExtraRecruits => language.In($"Tuyển thêm {lever.Amount} người mỗi năm", $"{lever.Amount} more recruits a year"),
            ScenarioLeverKind.FewerResignations => language.In($"Thôi việc, chuyển khỏi tỉnh ít hơn {lever.Amount} %", $"{lever.Amount} % fewer resignations and transfers"),
            ScenarioLeverKind.MoreDegrees => language.In($"Nâng trình độ nhiều hơn {lever.Amount} % mỗi năm", $"{lever.Amount} % more degrees a year"),
            ScenarioLeverKind.TrainingPlaces => language.In($"{lever.Amount} chỉ tiêu đào tạo mỗi năm", $"{lever.Amount} training places a year"),
            _ => language.In($"Nghỉ hưu muộn hơn {lever.Amount} năm", $"Retirement {lever.Amount} years later"),
        };
        if (lever.TargetCode is { } target)
            return $"{what}: {language.In($"những người mà chỉ tiêu {target} đếm", $"those whom target {target} counts")}";

        string?[] whom =
        [
            lever.ProfessionCode is { } profession ? Of(language, profession) : null,
            lever.SectorCode is { } sector ? Of(language, sector) : null,
            lever.Degree is { } degree ? Of(language, degree) : null,
            lever.UnitId is { } unit ? Of(language, unit) : language.In("mọi đơn vị", "all units"),
        ];
        return $"{what}: {string.Join(", ", whom.OfType<string>())}";
    }

    /// <summary>A kind of lever in words, with the unit of its amount.</summary>
    public static string Of(Language language, ScenarioLeverKind kind) => kind switch
    {
        ScenarioLeverKind.ExtraRecruits => language.In("Tuyển thêm (người mỗi năm)", "More recruits (people a year)"),
        ScenarioLeverKind.FewerResignations => language.In("Ít thôi việc, chuyển khỏi tỉnh hơn (%)", "Fewer resignations and transfers (%)"),
        ScenarioLeverKind.MoreDegrees => language.In("Nâng trình độ nhiều hơn (%)", "More degrees a year (%)"),
        ScenarioLeverKind.TrainingPlaces => language.In("Chỉ tiêu đào tạo (người mỗi năm)", "Training places (people a year)"),
        _ => language.In("Nghỉ hưu muộn hơn (năm)", "Later retirement (years)"),
    };

    /// <summary>A degree in words.</summary>
    public static string Of(Language language, ScenarioDegree degree) => degree switch
    {
        ScenarioDegree.BelowUniversity => language.In("dưới đại học", "below university"),
        ScenarioDegree.Postgraduate => language.In("sau đại học", "postgraduate"),
        ScenarioDegree.University => DegreeChoice.Words(language, DegreeBand.University),
        ScenarioDegree.BelowIntermediate => DegreeChoice.Words(language, DegreeBand.BelowIntermediate),
        ScenarioDegree.Intermediate => DegreeChoice.Words(language, DegreeBand.Intermediate),
        ScenarioDegree.College => DegreeChoice.Words(language, DegreeBand.College),
        ScenarioDegree.Master => DegreeChoice.Words(language, DegreeBand.Master),
        _ => DegreeChoice.Words(language, DegreeBand.Doctor),
    };
}
