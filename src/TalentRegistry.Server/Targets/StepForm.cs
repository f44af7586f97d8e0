using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Duties;
using TalentRegistry.Data.Targets;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Targets;

namespace TalentRegistry.Server.Targets;

/// <summary>A row of the form: who is to answer for a part.</summary>
/// <param name="Unit">Key or whole name of a unit.</param>
/// <param name="Weight">As typed; empty is 1.</param>
/// <param name="Agency">Code of an agency; empty for none.</param>
public sealed record StepRow(string Unit, string Weight, string Agency);

/// <summary>A decision on a target as it was typed.</summary>
/// <param name="Kind">What is decided.</param>
/// <param name="From">Whose part.</param>
/// <param name="On">First day, as the browser sends it.</param>
/// <param name="Ground">The decision.</param>
/// <param name="Version">How many steps the planner has read.</param>
/// <param name="Rows">The parts that were filled in.</param>
public sealed record StepForm(TargetStepKind Kind, string From, string On, string Ground, int Version, IReadOnlyList<StepRow> Rows)
{
    /// <summary>Rows of the form; more parts are declared through the API.</summary>
    public const int MostRows = 6;

    /// <summary>As it was sent.</summary>
    public static StepForm Of(IFormCollection form) => new(
        Enum.GetValues<TargetStepKind>().FirstOrDefault(kind => SnakeCase.Of(kind) == form["kind"]), form["from"].ToString(), form["on"].ToString(), form["ground"].ToString(),
        int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0,
        [.. Enumerable.Range(0, MostRows).Select(i => new StepRow(form[$"unit{i}"].ToString().Trim(), form[$"weight{i}"].ToString().Trim(), form[$"agency{i}"].ToString().Trim()))
            .Where(row => row is not { Unit: "", Agency: "" })]);

    /// <summary>What the map calls for, to be looked at and decided.</summary>
    public static StepForm Of(ProposedStep proposed, int version) => new(
        proposed.Kind, proposed.FromUnitId, proposed.EffectiveOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), proposed.Ground, version,
        [.. proposed.Parts.Select(part => new StepRow(part.UnitId, part.Weight.ToString(CultureInfo.InvariantCulture), ""))]);

    /// <summary>Units, agencies and numbers that it names.</summary>
    /// <exception cref="TargetRefusedException">One of them is not there, or is no number.</exception>
    public async Task<StepDraft> DraftAsync(RegistrySession session, string code, string language, CancellationToken cancellationToken)
    {
        if (!DateOnly.TryParseExact(On, "yyyy-MM-dd", out var day))
            throw Refused("effectiveOn", "Hãy ghi ngày có hiệu lực.", "Say from which day on.");

        var parts = new List<TargetPart>();
        foreach (var row in Kind is TargetStepKind.Closed ? [] : Rows)
        {
            var unit = row.Unit.Length == 0 ? From : await session.UnitOfNameAsync(row.Unit, day, cancellationToken)
                ?? throw Refused("parts", $"Không nhận ra đơn vị \"{row.Unit}\" vào ngày đó: ghi mã như P11, hoặc đủ tên.", $"There is no one unit \"{row.Unit}\" on that day: write its id, as P11, or its whole name.");
            var agency = row.Agency.Length == 0 ? (Guid?)null : await session.AgencyOfCodeAsync(row.Agency, day, cancellationToken)
                ?? throw Refused("parts", $"Không có cơ quan mã {row.Agency} vào ngày đó.", $"There is no agency {row.Agency} on that day.");
            if (!decimal.TryParse(row.Weight.Length == 0 ? "1" : row.Weight.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight))
                throw Refused("parts", $"\"{row.Weight}\" không phải là một số.", $"\"{row.Weight}\" is not a number.");
            parts.Add(new TargetPart(unit, agency, weight));
        }

        return new StepDraft(Guid.CreateVersion7(), code, Version, Kind, From, day, parts, Ground);

        TargetRefusedException Refused(string field, string vi, string en) => new("VALUE_UNFIT", $"input.{field}", new Bilingual(vi, en), language);
    }
}
