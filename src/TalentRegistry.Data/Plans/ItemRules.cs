using System.Text.RegularExpressions;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Plans;

/// <summary>What targets and duties of one file have in common: codes of the plan, each used once.</summary>
/// <param name="planCode">Code that theirs begin with; null where it is bad itself and said to be.</param>
/// <param name="problems">Where faults go.</param>
internal sealed partial class ItemRules(string? planCode, PlanProblems problems)
{
    private readonly HashSet<string> used = [];

    public int ProblemCount => problems.Count;

    public string Code(PlanBlock item)
    {
        var code = item.Required("code");
        if (code.Length == 0) return code;
        if (!Number().IsMatch(code) || (planCode is not null && !code.StartsWith($"{planCode}-", StringComparison.Ordinal)))
        {
            item.Refuse(
                "code", $"\"{code}\" phải là mã kế hoạch, dấu gạch nối và hai hoặc ba chữ số, ví dụ {planCode ?? "DB"}-01.",
                $"\"{code}\" must be the plan's code, a hyphen and two or three digits, for example {planCode ?? "DB"}-01.");
        }
        else if (!used.Add(code))
        {
            item.Refuse("code", PlanMessages.Twice(code));
        }

        return code;
    }

    /// <summary>By when; null where the key is missing.</summary>
    public static Due? Due(PlanBlock item)
    {
        if (item.Child("due", false, PlanKeys.Due) is not { } due) return null;
        var (year, every, until) = (due.Integer("year", 2000, 2100), due.Choice<Recurrence>("every"), due.Integer("until", 2000, 2100));
        var before = Before(due);
        if (!due.Has("year") && !due.Has("every") && !due.Has("before"))
            item.Refuse("due", "phải có year, every hoặc before.", "needs year, every or before.");
        if (due.Has("year") && due.Has("every"))
            due.Refuse("year", "một việc định kỳ dùng until cho năm cuối, không dùng year.", "what recurs takes until for its last year, not year.");
        if (due.Has("until") && !due.Has("every"))
            due.Refuse("until", "chỉ đi với every.", "goes with every only.");
        return new Due(year, every, until, before);
    }

    private static DueDay? Before(PlanBlock due)
    {
        if (due.Optional("before") is not { } text) return null;
        if (DueDay.TryParse(text) is { } day) return day;
        due.Refuse(
            "before", $"\"{text}\" phải là ngày (2024-06-30) hoặc tháng-ngày của mọi năm (12-05).",
            $"\"{text}\" must be a date (2024-06-30) or a month-day of every year (12-05).");
        return null;
    }

    [GeneratedRegex("^[A-Z]+-[0-9]{2,3}$", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
