using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;

namespace TalentRegistry.Server.Scenarios;

/// <summary>The form of a scenario as it was sent: one lever a row, rows without a kind left out.</summary>
internal static class ScenarioForm
{
    /// <summary>What is written; an amount that is no number is 0, which is refused.</summary>
    public static ScenarioDraft Read(IFormCollection form)
    {
        var levers = new List<ScenarioLever>();
        var kinds = form["kind"];
        for (var row = 0; row < Math.Min(kinds.Count, Scenario.MaxLevers + 1); row++)
        {
            if (KindOf(kinds[row]) is { } kind)
            {
                levers.Add(new(
                    kind, int.TryParse(At(form, "amount", row), NumberStyles.Integer, CultureInfo.InvariantCulture, out var amount) ? amount : 0, At(form, "unit", row), At(form, "sector", row),
                    At(form, "profession", row), Parse<ScenarioDegree>(At(form, "degree", row)), At(form, "target", row)?.Trim()));
            }
        }

        return new(form["name"].ToString(), form["note"].ToString().ReplaceLineEndings("\n"), levers);
    }

    private static ScenarioLeverKind? KindOf(string? text) => Parse<ScenarioLeverKind>(text);

    private static T? Parse<T>(string? text) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (SnakeCase.Of(value) == text)
                return value;
        return null;
    }

    private static string? At(IFormCollection form, string field, int row) => form[field] is { } values && row < values.Count && values[row] is { Length: > 0 } text ? text : null;
}
