using System.Globalization;
using Npgsql;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.Units;
using static TalentRegistry.Data.Agencies.ReorganisationRules;

namespace TalentRegistry.Data.Units;

/// <summary>An operation as a plan, with what speaks against it before it is tried.</summary>
internal sealed class UnitDraft
{
    // The weights are decimal fractions, so that thirds sum up to a little less than 1.
    private const decimal WeightTolerance = 0.0001m;
    private readonly NpgsqlConnection connection;
    private readonly UnitOperation operation;
    private readonly Dictionary<string, StoredUnit> known;

    private UnitDraft(NpgsqlConnection connection, UnitOperation operation, UnitPlan plan, Dictionary<string, StoredUnit> known) =>
        (this.connection, this.operation, Plan, this.known) = (connection, operation, plan, known);

    public UnitPlan Plan { get; }

    public List<ReorganisationFinding> Findings { get; } = [];

    public static async Task<UnitDraft> MakeAsync(NpgsqlConnection connection, Guid id, UnitOperation operation, string? by, CancellationToken cancellationToken)
    {
        var plan = new UnitPlan { Id = id, Kind = operation.Kind, On = operation.Terms.EffectiveOn, Ground = operation.Terms.LegalGround.Trim(), By = by };
        var names = operation.Units.Concat(operation.Parts.SelectMany(part => part.ChildIds.Append(part.Existing).Append(part.Founded?.ParentId)))
            .Append(operation.Into).Append(operation.ParentId).Append(operation.Founded?.ParentId).OfType<string>().ToList();
        var draft = new UnitDraft(connection, operation, plan, await StoredUnit.ReadAsync(connection, names, plan.On, cancellationToken));
        if (draft.Missing(names))
            return draft;

        await (operation.Kind switch
        {
            ReorganisationKind.Create => draft.CreateAsync(cancellationToken),
            ReorganisationKind.Rename => draft.RenameAsync(),
            ReorganisationKind.Merge => draft.MergeAsync(cancellationToken),
            ReorganisationKind.Split => draft.SplitAsync(cancellationToken),
            ReorganisationKind.Move => draft.MoveAsync(cancellationToken),
            ReorganisationKind.Close => draft.CloseAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation.Kind, "Not an operation on units."),
        });
        return draft;
    }

    private bool Missing(List<string> names)
    {
        foreach (var name in names.Where(name => !known.ContainsKey(name)).Distinct(StringComparer.Ordinal))
            Findings.Add(Refused("UNIT_NOT_THERE", "input", null, $"Không có đơn vị hành chính {name}.", $"There is no unit {name}."));
        return Findings.Count > 0;
    }

    private StoredUnit? One()
    {
        if (operation.Units is [var only])
            return known[only];

        Findings.Add(Refused("VALUE_MISSING", "input.id", null, "Phải nêu đúng một đơn vị.", "Name one unit."));
        return null;
    }

    private Task CreateAsync(CancellationToken cancellationToken) =>
        operation.Founded is { } fresh ? FoundAsync(fresh, null, "input.unit", cancellationToken) : Needed("input.unit");

    private Task RenameAsync()
    {
        if (One() is not { } unit)
            return Task.CompletedTask;
        if (operation.Name is not { } name)
            return Needed("input.name");

        var called = Called(name, unit, "input.name");
        Plan.Names.Add(new(unit.Id, called.Name, called.ShortName!, called.KindVi!, called.KindEn!));
        if (called == new UnitName(unit.Name, unit.ShortName, unit.KindVi, unit.KindEn))
            Findings.Add(NothingChanges());
        return Task.CompletedTask;
    }

    private async Task MergeAsync(CancellationToken cancellationToken)
    {
        var units = operation.Units.Select(name => known[name]).DistinctBy(unit => unit.Id).ToList();
        var into = operation.Into is { } target ? known[target] : null;
        if (into is null == operation.Founded is null || units.Count < (into is null ? 2 : 1) || units.Count < operation.Units.Count || units.Exists(unit => unit.Id == into?.Id))
        {
            Findings.Add(Refused(
                "VALUE_MISSING", "input.units", null, "Nêu các đơn vị khác nhau được sáp nhập và một đơn vị nhận, đã có hoặc thành lập mới.",
                "Name the units that end, each once, and one to receive them: one that is there or one to be founded."));
            return;
        }

        if (units.Append(into).OfType<StoredUnit>().Select(unit => (unit.Level, unit.ParentId)).Distinct().Count() > 1)
            Findings.Add(Refused("TWO_PROVINCES", "input.units", null, "Các đơn vị không cùng cấp hoặc không cùng tỉnh: hãy chuyển trước rồi mới sáp nhập.", "The units are not of one level and province: move first, then merge."));
        var successor = into?.Id ?? await FoundAsync(operation.Founded!, units[0], "input.founded", cancellationToken);
        foreach (var unit in units)
            Plan.CloseInto(unit, successor, UnitChangeKind.Merged);
    }

    private async Task SplitAsync(CancellationToken cancellationToken)
    {
        if (One() is not { } unit)
            return;

        var weights = operation.Parts.Select(part => part.Weight).OfType<decimal>().ToList();
        if (operation.Parts.Count < 2 || operation.Parts.Any(part => part.Existing is null == part.Founded is null))
            Findings.Add(Refused("VALUE_MISSING", "input.parts", null, "Phải có từ hai phần, mỗi phần là một đơn vị đã có hoặc thành lập mới.", "Two parts at least, each a unit that is there or one to be founded."));
        else if (weights.Count > 0 && (weights.Exists(weight => weight <= 0) || Math.Abs(weights.Sum() - 1) > WeightTolerance))
        {
            Findings.Add(Refused(
                "WEIGHTS_NOT_ONE", "input.parts.weight", null, string.Create(CultureInfo.InvariantCulture, $"Các tỷ lệ phải dương và có tổng bằng 1; tổng đang là {weights.Sum()}."),
                string.Create(CultureInfo.InvariantCulture, $"Weights are positive and sum up to 1; these sum up to {weights.Sum()}.")));
        }

        if (Findings.Count > 0)
            return;
        var stays = operation.Parts.Any(part => part.Existing is { } existing && known[existing].Id == unit.Id);
        if (!stays)
            Plan.Close.Add(unit.Id);
        foreach (var (number, part) in operation.Parts.Index())
        {
            var target = part.Existing is { } existing ? known[existing].Id
                : await FoundAsync(part.Founded!, unit, string.Create(CultureInfo.InvariantCulture, $"input.parts[{number}].founded"), cancellationToken);
            if (target != unit.Id)
                Plan.Lineages.Add(new(unit.Id, target, UnitChangeKind.SplitPart, part.Weight));
            Plan.Parts.Add(new(unit.Id, target, await AgenciesAsync(part, cancellationToken), part.Weight));
            if (target != unit.Id)
                Plan.Children.AddRange(part.ChildIds.Select(child => new UnitPlan.Child(known[child].Id, null, target)));
        }

        if (Plan.Parts.DistinctBy(part => part.To).Count() < Plan.Parts.Count)
            Findings.Add(Refused("VALUE_MISSING", "input.parts", null, "Một đơn vị được nêu ở hai phần.", "Two parts are the same unit."));
    }

    private async Task MoveAsync(CancellationToken cancellationToken)
    {
        if (One() is not { } unit)
            return;
        if (operation.ParentId is not { } above)
        {
            await Needed("input.parentId");
            return;
        }

        if (unit.Level != UnitLevel.Commune || known[above].Level != UnitLevel.Province)
            Findings.Add(Refused("NOT_A_COMMUNE", "input.id", null, "Chỉ chuyển được đơn vị cấp xã sang tỉnh khác.", "Only a commune moves, to another province."));
        if (unit.ParentId == known[above].Id)
            Findings.Add(NothingChanges());
        var successor = await FoundAsync(
            new(unit.Code, new(unit.Name, unit.ShortName, unit.KindVi, unit.KindEn), unit.Level, above), unit, "input", cancellationToken);
        Plan.CloseInto(unit, successor, UnitChangeKind.Continued);
    }

    private Task CloseAsync()
    {
        if (One() is { } unit)
        {
            Plan.Close.Add(unit.Id);
            Plan.Lineages.Add(new(unit.Id, null, UnitChangeKind.Abolished));
        }

        return Task.CompletedTask;
    }

    private async Task<IReadOnlyList<Guid>> AgenciesAsync(UnitPart part, CancellationToken cancellationToken)
    {
        if (part.AgencyCodes.Count == 0)
            return part.AgencyIds;

        var found = new Dictionary<string, Guid>(StringComparer.Ordinal);
        await using (var command = new NpgsqlCommand("SELECT a.code, a.id FROM registry.agency a WHERE a.code = ANY ($1)", connection) { Parameters = { new() { Value = part.AgencyCodes.ToArray() } } })
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await row.ReadAsync(cancellationToken))
                found.Add(row.GetString(0), row.GetGuid(1));
        }

        foreach (var code in part.AgencyCodes.Where(code => !found.ContainsKey(code)))
            Findings.Add(Refused("AGENCIES_NOT_THERE", "input.parts.agencyCodes", null, $"Không có cơ quan mã {code}.", $"There is no agency {code}."));
        return [.. part.AgencyIds, .. found.Values];
    }

    private async Task<string> FoundAsync(NewUnit fresh, StoredUnit? origin, string path, CancellationToken cancellationToken)
    {
        var (code, level) = (fresh.Code.Trim(), fresh.Level ?? origin?.Level ?? UnitLevel.Commune);
        if (level is not (UnitLevel.Province or UnitLevel.Commune) || !code.All(char.IsAsciiDigit) || code.Length != (level is UnitLevel.Province ? 2 : 5))
            Findings.Add(Refused("CODE_FORM", $"{path}.code", null, "Mã tỉnh có 2 chữ số, mã xã có 5 chữ số.", "A province's code has two digits, a commune's five."));
        var parent = level is UnitLevel.Province ? null : fresh.ParentId is { } above ? known[above].Id : origin?.ParentId;
        if (level is UnitLevel.Commune && parent is null)
            await Needed($"{path}.parentId");
        var called = Called(fresh.Name, origin, $"{path}.name");
        // Two new units of one code get one key, which PostgreSQL refuses as it refuses the code.
        var id = await StoredUnit.FreeIdAsync(connection, level, code, cancellationToken);
        Plan.Found.Add(new(id, level, code, called.Name, called.ShortName!, called.KindVi!, called.KindEn!, parent));
        return id;
    }

    private UnitName Called(UnitName name, StoredUnit? origin, string path)
    {
        var full = VietnameseText.Clean(name.Name);
        var (kindVi, kindEn) = (name.KindVi, name.KindEn);
        var said = Kinds.FirstOrDefault(kind => full.StartsWith(kind.Vi + " ", StringComparison.OrdinalIgnoreCase));
        if (kindVi is null || kindEn is null)
            (kindVi, kindEn) = said.Vi is null ? (kindVi ?? origin?.KindVi, kindEn ?? origin?.KindEn) : (kindVi ?? said.Vi, kindEn ?? said.En);
        if (full.Length is 0 or > 200 || kindVi is null || kindEn is null)
        {
            Findings.Add(Refused("VALUE_MISSING", path, null, "Thiếu tên kèm loại, như \"Xã Mường Nhé\".", "A name with its kind is needed, as \"Xã Mường Nhé\"."));
            return new(full, full, kindVi ?? "", kindEn ?? "");
        }

        var bare = full.StartsWith(kindVi + " ", StringComparison.OrdinalIgnoreCase) ? full[(kindVi.Length + 1)..] : full;
        return new(full, name.ShortName is { } own ? VietnameseText.Clean(own) : bare, kindVi, kindEn);
    }

    private Task Needed(string path)
    {
        Findings.Add(Refused("VALUE_MISSING", path, null, "Thiếu giá trị này.", "This value is needed."));
        return Task.CompletedTask;
    }

    private static ReorganisationFinding NothingChanges() => Refused("NOTHING_CHANGES", "input", null, "Không có gì thay đổi.", "Nothing changes.");

    // As the reference list has them.
    private static readonly (string Vi, string En)[] Kinds =
        [("thành phố", "centrally-run city"), ("tỉnh", "province"), ("phường", "ward"), ("đặc khu", "special zone"), ("thị trấn", "township"), ("xã", "commune")];
}
