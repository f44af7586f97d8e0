using TalentRegistry.Data.Forecasts;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Scenarios;

/// <summary>What is otherwise in one version of a scenario than in another.</summary>
internal static class ScenarioDifference
{
    /// <summary>Levers of the same kind and place are one lever of another amount; others were added or dropped.</summary>
    public static IReadOnlyList<(ScenarioLever? Before, ScenarioLever? After)> Of(IReadOnlyList<ScenarioLever> before, IReadOnlyList<ScenarioLever> after)
    {
        var (gone, found) = (before.ToList(), new List<(ScenarioLever?, ScenarioLever?)>());
        // The same ones first, so that of two levers of one place the one that stayed is not told as changed.
        var others = after.Where(lever => !gone.Remove(lever)).ToList();
        foreach (var lever in others)
        {
            var was = gone.FirstOrDefault(each => each with { Amount = lever.Amount } == lever);
            if (was is not null)
                gone.Remove(was);
            found.Add((was, lever));
        }

        return [.. found, .. gone.Select(lever => ((ScenarioLever?)lever, (ScenarioLever?)null))];
    }

    /// <summary>All of it in words, name and note included; none where the two are the same.</summary>
    public static IEnumerable<string> Words(Language language, ScenarioNames names, ScenarioVersion before, ScenarioVersion after)
    {
        if (before.Name != after.Name)
            yield return language.In($"Tên: “{before.Name}” → “{after.Name}”", $"Name: “{before.Name}” → “{after.Name}”");
        if (before.Note != after.Note)
            yield return language.In("Ghi chú đã sửa", "The note was changed");
        foreach (var (was, now) in Of(before.Levers, after.Levers))
        {
            yield return (was, now) switch
            {
                (null, { } added) => language.In("Thêm: ", "Added: ") + names.Of(language, added),
                ({ } dropped, null) => language.In("Bỏ: ", "Dropped: ") + names.Of(language, dropped),
                ({ } old, { } other) => names.Of(language, other) + language.In($" (trước: {old.Amount})", $" (before: {old.Amount})"),
                _ => "",
            };
        }
    }
}
