using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Server.People;

/// <summary>People at work on a day of whom something is to be seen to.</summary>
public enum WorkingList
{
    /// <summary>Who reach the normal age of retirement in the year of the day.</summary>
    Retiring,

    /// <summary>Whose dossier a warning speaks against that holds for the main posting of the day: past retirement age without an extension, or without the degree that the position asks for.</summary>
    Warned,

    /// <summary>Whose certificate ends within the half year after the day, with none after it.</summary>
    ExpiringCertificates,
}

/// <summary>What working lists are called, and whom they hold.</summary>
internal static class WorkingLists
{
    /// <summary>Days ahead that certificates are told of.</summary>
    public const int DaysAhead = 180;

    // Nobody retires normally before 55 (Decree 135/2020/ND-CP, article 4): most people are not asked further.
    private const string IsOfAge = "o.birth_year <= extract(YEAR FROM $1::date) - 55";
    private const string RetirementDay = "registry.retirement_day(o.date_of_birth, o.birth_year::int, o.sex = 'female')";

    /// <summary>
    /// A condition on a person o: that an agency of the officer keeps the dossier. Row-level security says so too, but for each row of the whole registry in
    /// turn; by this the few are found by an index.
    /// </summary>
    public const string KeptByOwn = "o.keeper_id = ANY (ARRAY(SELECT s.agency_id FROM access.scoped_agency s WHERE s.until > current_date))";

    /// <summary>A list as addresses write it.</summary>
    public static string Code(WorkingList list) => list switch
    {
        WorkingList.Retiring => "retiring",
        WorkingList.Warned => "warned",
        _ => "certificates",
    };

    /// <summary>The list that an address asks for; null where there is none such.</summary>
    public static WorkingList? Of(string code) => Enum.GetValues<WorkingList>().Where(list => Code(list) == code).Select(list => (WorkingList?)list).SingleOrDefault();

    /// <summary>What a list is called.</summary>
    /// <param name="list">Which.</param>
    /// <param name="day">The day that it is of.</param>
    public static Bilingual Name(WorkingList list, DateOnly day) => list switch
    {
        WorkingList.Retiring => new($"đến tuổi nghỉ hưu trong năm {day.Year}", $"reach the age of retirement in {day.Year}"),
        WorkingList.Warned => new("hồ sơ có cảnh báo", "records with warnings"),
        _ => new($"chứng chỉ hết hạn trong {DaysAhead} ngày tới", $"certificates that end within {DaysAhead} days"),
    };

    /// <summary>A condition on a main posting p of a person o on the day $1. HR officers alone may ask it.</summary>
    public static string Condition(WorkingList list) => list switch
    {
        WorkingList.Retiring => $"{IsOfAge} AND date_trunc('year', {RetirementDay}) = date_trunc('year', $1::date)",
        WorkingList.Warned => $"(({IsPastRetirementAge}) OR ({LacksTheDegree}))",
        _ => CertificateEnds,
    };

    // As NotPastRetirementAge has it: each day since is covered by an extension.
    private const string IsPastRetirementAge =
        $"""
        {IsOfAge} AND p.employment_kind NOT IN ('private', 'self_employed') AND {RetirementDay} < $1
            AND NOT coalesce((SELECT range_agg(daterange(e.valid_from, e.valid_until)) FROM registry.working_age_extension e WHERE e.person_id = o.id), datemultirange())
                    @> daterange({RetirementDay} + 1, $1 + 1)
        """;

    // As DegreeFitsThePosition has it.
    private const string LacksTheDegree =
        """
        EXISTS (SELECT FROM reference.degree_level wanted
                 WHERE wanted.code = p.required_level_code AND wanted.university_or_above IS NOT NULL
                   AND NOT EXISTS (SELECT FROM registry.degree g JOIN reference.degree_level has ON has.code = g.level_code AND has.university_or_above IS NOT NULL
                                    WHERE g.person_id = o.id AND g.awarded_year <= extract(YEAR FROM p.valid_from) AND has.rank >= wanted.rank))
        """;

    private const string CertificateEnds =
        """
        EXISTS (SELECT FROM registry.certificate c
                 WHERE c.person_id = o.id AND c.valid_until > $1 AND c.valid_until <= $1 + 180
                   AND NOT EXISTS (SELECT FROM registry.certificate n
                                    WHERE n.person_id = c.person_id AND n.id <> c.id AND n.kind = c.kind AND n.language_code IS NOT DISTINCT FROM c.language_code
                                      AND (n.valid_until IS NULL OR n.valid_until > c.valid_until)))
        """;
}
