using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Scenarios;

/// <summary>What speaks against a scenario.</summary>
internal sealed class ScenarioInvalidException(IReadOnlyList<Bilingual> faults) : Exception(string.Join(" ", faults.Select(fault => fault.En)))
{
    /// <summary>In both languages.</summary>
    public IReadOnlyList<Bilingual> Faults => faults;
}

/// <summary>A scenario as it was written, to be checked and kept.</summary>
public sealed record ScenarioDraft(string Name, string Note, IReadOnlyList<ScenarioLever> Levers);

/// <summary>The scenarios of planners and those that come with the plans; each change is noted for the auditor.</summary>
internal sealed class ScenarioLedger(RegistryDatabase database, AuditTrail audit, IHttpContextAccessor http)
{
    /// <summary>Those that come with the plans.</summary>
    public async Task<IReadOnlyList<ReadyScenario>> ReadyAsync(CancellationToken cancellationToken) =>
        ReadyScenarios.Of(await PlanCatalogue.ReadAsync(database, cancellationToken));

    /// <summary>Those that the caller sees, ready-made ones first.</summary>
    public async Task<IReadOnlyList<Scenario>> AllAsync(RegistrySession session, CancellationToken cancellationToken) =>
        [.. (await ReadyAsync(cancellationToken)).Select(ready => ready.Scenario), .. await session.ScenariosAsync(deleted: false, cancellationToken)];

    /// <summary>A scenario that the caller sees; null if there is none.</summary>
    public async Task<Scenario?> FindAsync(RegistrySession session, Guid id, CancellationToken cancellationToken) =>
        (await ReadyAsync(cancellationToken)).FirstOrDefault(ready => ready.Scenario.Id == id)?.Scenario ?? await session.ScenarioAsync(id, cancellationToken);

    /// <summary>Keeps a new one; its id.</summary>
    public Task<Guid> CreateAsync(Caller caller, string ownerName, ScenarioDraft draft, CancellationToken cancellationToken) => ChangeAsync(caller, "created", async session =>
    {
        var kept = await CheckAsync(draft, cancellationToken);
        return await session.SaveNewScenarioAsync(kept.Name, kept.Note, kept.Levers, ownerName, cancellationToken);
    }, cancellationToken);

    /// <summary>Gives one another name, note and levers.</summary>
    public Task<Guid> SaveAsync(Caller caller, Guid id, int version, ScenarioDraft draft, CancellationToken cancellationToken) => ChangeAsync(caller, "changed", async session =>
    {
        var kept = await CheckAsync(draft, cancellationToken);
        await session.SaveScenarioAsync(id, version, kept.Name, kept.Note, kept.Levers, cancellationToken);
        return id;
    }, cancellationToken);

    /// <summary>Gives one the name, note and levers that an earlier version had, as a new version.</summary>
    /// <param name="caller">Its owner.</param>
    /// <param name="id">The scenario.</param>
    /// <param name="version">The version that the caller has read.</param>
    /// <param name="number">The earlier version.</param>
    /// <param name="cancellationToken">Ends it; nothing is changed then.</param>
    public Task<Guid> TakeBackAsync(Caller caller, Guid id, int version, int number, CancellationToken cancellationToken) => ChangeAsync(caller, "taken back", async session =>
    {
        var versions = await session.ScenarioVersionsAsync(id, cancellationToken);
        var earlier = versions.Count == 0 ? throw new ScenarioNotFoundException(id) : versions.FirstOrDefault(each => each.Number == number) ?? throw new ScenarioVersionNotFoundException(number);
        // Units and professions may be others by now.
        var kept = await CheckAsync(new(earlier.Name, earlier.Note, earlier.Levers), cancellationToken);
        await session.SaveScenarioAsync(id, version, kept.Name, kept.Note, kept.Levers, cancellationToken);
        return id;
    }, cancellationToken);

    /// <summary>Gives one another name.</summary>
    public Task<Guid> RenameAsync(Caller caller, Guid id, int version, string name, CancellationToken cancellationToken) => ChangeAsync(caller, "renamed", async session =>
    {
        await session.RenameScenarioAsync(id, version, NameOf(name) ?? throw new ScenarioInvalidException([NameFault]), cancellationToken);
        return id;
    }, cancellationToken);

    /// <summary>Shows one to other planners and to leaders, or takes it back.</summary>
    public Task<Guid> ShareAsync(Caller caller, Guid id, int version, bool shared, CancellationToken cancellationToken) => ChangeAsync(caller, shared ? "shared" : "no longer shared", async session =>
    {
        await session.ShareScenarioAsync(id, version, shared, cancellationToken);
        return id;
    }, cancellationToken);

    /// <summary>Deletes one; its owner may take that back for 30 days.</summary>
    public Task<Guid> DeleteAsync(Caller caller, Guid id, int version, CancellationToken cancellationToken) => ChangeAsync(caller, "deleted", async session =>
    {
        await session.DeleteScenarioAsync(id, version, cancellationToken);
        return id;
    }, cancellationToken);

    /// <summary>Takes a deletion back.</summary>
    public Task<Guid> RestoreAsync(Caller caller, Guid id, CancellationToken cancellationToken) => ChangeAsync(caller, "restored", async session =>
    {
        await session.RestoreScenarioAsync(id, cancellationToken);
        return id;
    }, cancellationToken);

    private async Task<Guid> ChangeAsync(Caller caller, string change, Func<RegistrySession, Task<Guid>> make, CancellationToken cancellationToken)
    {
        Guid id;
        await using (var session = await database.OpenSessionAsync(caller, cancellationToken))
            id = await make(session);
        if (http.HttpContext is { } request)
            await audit.ConfiguredAsync(request, $"scenario {id}", new Dictionary<string, string> { ["change"] = change });
        return id;
    }

    private static Bilingual NameFault => new(
        $"Tên có từ 1 đến {Scenario.MaxNameCharacters} ký tự, không xuống dòng.", $"A name has 1 to {Scenario.MaxNameCharacters} characters, without line breaks.");

    private static string? NameOf(string given) =>
        given.Trim() is { Length: > 0 and <= Scenario.MaxNameCharacters } name && !name.Any(char.IsControl) ? name : null;

    private async Task<ScenarioDraft> CheckAsync(ScenarioDraft draft, CancellationToken cancellationToken)
    {
        var faults = new List<Bilingual>();
        var (name, note) = (NameOf(draft.Name), draft.Note.Trim());
        if (name is null)
            faults.Add(NameFault);
        if (note.Length > Scenario.MaxNoteCharacters)
            faults.Add(new($"Ghi chú có không quá {Scenario.MaxNoteCharacters} ký tự.", $"A note has {Scenario.MaxNoteCharacters} characters at most."));
        if (draft.Levers.Count is 0 or > Scenario.MaxLevers)
            faults.Add(new($"Một kịch bản có từ 1 đến {Scenario.MaxLevers} biện pháp.", $"A scenario has 1 to {Scenario.MaxLevers} levers."));
        else
            await CheckAsync(draft.Levers, faults, cancellationToken);
        return faults.Count == 0 ? new(name!, note, draft.Levers) : throw new ScenarioInvalidException(faults);
    }

    private async Task CheckAsync(IReadOnlyList<ScenarioLever> levers, List<Bilingual> faults, CancellationToken cancellationToken)
    {
        var vocabulary = await FilterVocabulary.ReadAsync(database, cancellationToken);
        var targets = ComputableTarget.Of(await PlanCatalogue.ReadAsync(database, cancellationToken));
        await using var command = database.Owner.CreateCommand("SELECT id FROM reference.administrative_unit WHERE id = ANY ($1)");
        command.Parameters.Add(new() { Value = levers.Select(lever => lever.UnitId).OfType<string>().ToArray() });
        var units = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            units.Add(reader.GetString(0));
        foreach (var (lever, number) in levers.Select((lever, at) => (lever, at + 1)))
        {
            if (lever.Amount < 1 || lever.Amount > ScenarioLever.MostOf(lever.Kind))
                faults.Add(new($"Biện pháp {number}: mức từ 1 đến {ScenarioLever.MostOf(lever.Kind)}.", $"Lever {number}: the amount is 1 to {ScenarioLever.MostOf(lever.Kind)}."));
            if (lever.TargetCode is { } target)
            {
                if (lever.UnitId is not null || lever.SectorCode is not null || lever.ProfessionCode is not null || lever.Degree is not null || lever.Kind == ScenarioLeverKind.TrainingPlaces)
                    faults.Add(new($"Biện pháp {number}: chỉ tiêu thay cho nơi, lĩnh vực, nghề và trình độ, và không dùng với chỉ tiêu đào tạo.", $"Lever {number}: a target stands in the place of unit, sector, profession and degree, and not with training places."));
                if (!targets.Any(each => each.Target.Code == target && vocabulary.CellsOf(each.Numerator, units) is not null))
                    faults.Add(new($"Biện pháp {number}: mô hình không tách được người của chỉ tiêu {target}.", $"Lever {number}: the model does not tell the people of target {target} apart."));
            }
            else if (lever is { Kind: ScenarioLeverKind.TrainingPlaces, ProfessionCode: null, Degree: null })
                faults.Add(new($"Biện pháp {number}: chỉ tiêu đào tạo cần nêu nghề hoặc trình độ.", $"Lever {number}: training places need a profession or a degree."));
            if (lever.UnitId is { } unit && !units.Contains(unit))
                faults.Add(new($"Biện pháp {number}: không có đơn vị {unit}.", $"Lever {number}: there is no unit {unit}."));
            if (lever.SectorCode is { } sector && !vocabulary.KnowsSector(sector))
                faults.Add(new($"Biện pháp {number}: không có lĩnh vực {sector}.", $"Lever {number}: there is no sector {sector}."));
            if (lever.ProfessionCode is { } profession && !vocabulary.KnowsProfession(profession))
                faults.Add(new($"Biện pháp {number}: không có nghề {profession}.", $"Lever {number}: there is no profession {profession}."));
        }
    }
}
