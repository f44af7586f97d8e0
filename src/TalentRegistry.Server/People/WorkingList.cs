using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Server.Home;
using TalentRegistry.Server.Localisation;

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

    /// <summary>How many are on each list, as the officer's first page tells it.</summary>
    public static IEnumerable<AttentionItem> Items(Language language, IReadOnlyDictionary<WorkingList, int> counted, DateOnly day) =>
        Enum.GetValues<WorkingList>().Select(list => new AttentionItem($"/people?list={Code(list)}", counted[list], list switch
        {
            WorkingList.Retiring => language.In($"người đến tuổi nghỉ hưu trong năm {day.Year}", $"people reach the age of retirement in {day.Year}"),
            WorkingList.Warned => language.In("hồ sơ có cảnh báo", "records with warnings"),
            _ => language.In($"người có chứng chỉ hết hạn trong {DaysAhead} ngày tới", $"people with certificates that end within {DaysAhead} days"),
        }));

    /// <summary>Who is on a list of the officer who asks, each once.</summary>
    public static async Task<Guid[]> PeopleAsync(RegistrySession session, WorkingList list, DateOnly day, CancellationToken cancellationToken) =>
        [.. await session.ReadAsync("SELECT DISTINCT l.person_id FROM registry.working_list($1, $2) l", row => row.GetGuid(0), cancellationToken, Code(list), day)];

    /// <summary>How many are on each list.</summary>
    public static async Task<IReadOnlyDictionary<WorkingList, int>> CountAsync(RegistrySession session, DateOnly day, CancellationToken cancellationToken)
    {
        // Whoever is warned of twice is one.
        var counted = await session.ReadAsync(
            $"SELECT {string.Join(", ", Enum.GetValues<WorkingList>().Select(list => $"(count(DISTINCT l.person_id) FILTER (WHERE l.list = '{Code(list)}'))::int"))} FROM registry.working_list(NULL, $1) l",
            row => Enum.GetValues<WorkingList>().ToDictionary(list => list, list => row.GetInt32((int)list)), cancellationToken, day);
        return counted.Single();
    }
}
