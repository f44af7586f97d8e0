using System.Text.Json;
using System.Text.Json.Serialization;

namespace TalentRegistry.Data.Forecasts;

/// <summary>What a scenario changes.</summary>
public enum ScenarioLeverKind
{
    /// <summary>Tuyển thêm: more recruits a year than have been usual, in people.</summary>
    ExtraRecruits,

    /// <summary>Giữ chân: fewer resignations and transfers out of the province, in percent of the usual rate.</summary>
    FewerResignations,

    /// <summary>Đào tạo: more degrees earned a year, in percent of the usual rate.</summary>
    MoreDegrees,

    /// <summary>Nghỉ hưu muộn hơn: years by which people retire later.</summary>
    LaterRetirement,

    /// <summary>Chỉ tiêu đào tạo: places a year for a profession or degree; whoever takes one is hired after the years of study.</summary>
    TrainingPlaces,
}

/// <summary>Highest degree, as far as scenarios tell people apart.</summary>
public enum ScenarioDegree
{
    /// <summary>Cao đẳng, trung cấp trở xuống.</summary>
    BelowUniversity,

    /// <summary>Đại học.</summary>
    University,

    /// <summary>Sau đại học.</summary>
    Postgraduate,

    /// <summary>Sơ cấp trở xuống.</summary>
    BelowIntermediate,

    /// <summary>Trung cấp.</summary>
    Intermediate,

    /// <summary>Cao đẳng.</summary>
    College,

    /// <summary>Thạc sĩ, chuyên khoa I, bác sĩ nội trú.</summary>
    Master,

    /// <summary>Tiến sĩ, chuyên khoa II.</summary>
    Doctor,
}

/// <summary>One change and whom it is for; what is left out stands for all.</summary>
/// <param name="Kind">What is changed.</param>
/// <param name="Amount">People a year (1 to 5,000), percent (1 to 100 fewer, 1 to 900 more) or years (1 to 5), by the kind.</param>
/// <param name="UnitId">District or province on the map of 30 June 2025.</param>
/// <param name="SectorCode">Sector with its parts.</param>
/// <param name="ProfessionCode">Profession.</param>
/// <param name="Degree">Highest degree; of recruits that with which they come.</param>
/// <param name="TargetCode">In the place of all these, the people whom a target counts in the unit of its plan; degrees are earned by those of any degree.</param>
public sealed record ScenarioLever(
    ScenarioLeverKind Kind, int Amount, string? UnitId = null, string? SectorCode = null, string? ProfessionCode = null, ScenarioDegree? Degree = null, string? TargetCode = null)
{
    /// <summary>The greatest amount of a kind; the least is 1.</summary>
    public static int MostOf(ScenarioLeverKind kind) => kind switch
    {
        ScenarioLeverKind.ExtraRecruits or ScenarioLeverKind.TrainingPlaces => 5000,
        ScenarioLeverKind.FewerResignations => 100,
        ScenarioLeverKind.MoreDegrees => 900,
        _ => 5,
    };
}

/// <summary>A named set of levers beside the baseline of the forecast.</summary>
/// <param name="Id">Identifier: stays the same whatever the scenario is called.</param>
/// <param name="Name">Unique among its owner's.</param>
/// <param name="Note">What it stands for, in its owner's words.</param>
/// <param name="Levers">What it changes.</param>
/// <param name="Version">Counts its changes, from 1.</param>
/// <param name="IsShared">Whether other planners, and leaders, see it.</param>
/// <param name="OwnerName">Whose it is; null for one that comes with the registry.</param>
/// <param name="IsOwn">Whether it is the caller's.</param>
/// <param name="ChangedAt">When it was last changed; null for one that comes with the registry.</param>
/// <param name="DeletedAt">When its owner deleted it; null as a rule.</param>
public sealed record Scenario(
    Guid Id, string Name, string Note, IReadOnlyList<ScenarioLever> Levers, int Version, bool IsShared, string? OwnerName, bool IsOwn,
    DateTimeOffset? ChangedAt, DateTimeOffset? DeletedAt)
{
    /// <summary>Most levers of one.</summary>
    public const int MaxLevers = 12;

    /// <summary>Most scenarios that one planner keeps.</summary>
    public const int MaxOfOwner = 50;

    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameCharacters = 120;

    /// <summary>The longest note, in characters.</summary>
    public const int MaxNoteCharacters = 2000;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Levers as the database keeps them.</summary>
    public static string Write(IReadOnlyList<ScenarioLever> levers) => JsonSerializer.Serialize(levers, Form);

    /// <summary>Levers as the database keeps them.</summary>
    public static IReadOnlyList<ScenarioLever> Read(string levers) => JsonSerializer.Deserialize<List<ScenarioLever>>(levers, Form)!;
}

/// <summary>What a scenario said after a change of its name, note or levers.</summary>
/// <param name="Number">Version of the scenario; sharing and deletion count too, so numbers may be left out.</param>
/// <param name="Name">Its name then.</param>
/// <param name="Note">Its note then.</param>
/// <param name="Levers">What it changed.</param>
/// <param name="SavedAt">When.</param>
public sealed record ScenarioVersion(int Number, string Name, string Note, IReadOnlyList<ScenarioLever> Levers, DateTimeOffset SavedAt);

/// <summary>The scenario has no version of that number, or it is no longer kept.</summary>
public sealed class ScenarioVersionNotFoundException(int number) : Exception($"The scenario has no version {number}.")
{
    /// <summary>The number asked for.</summary>
    public int Number => number;
}

/// <summary>The owner has a scenario of that name.</summary>
public sealed class ScenarioNameTakenException(string name) : Exception($"You already have a scenario named \"{name}\".")
{
    /// <summary>The name.</summary>
    public string Name => name;
}

/// <summary>The scenario is not there, or not the caller's to change.</summary>
public sealed class ScenarioNotFoundException(Guid id) : Exception($"You have no scenario {id}.")
{
    /// <summary>The scenario asked for.</summary>
    public Guid Id => id;
}

/// <summary>Somebody has changed it since the caller read it.</summary>
public sealed class StaleScenarioException(int current) : Exception($"The scenario is at version {current} by now: read it again before you change it.")
{
    /// <summary>The newest version.</summary>
    public int CurrentVersion => current;
}

/// <summary>The owner keeps as many as one may.</summary>
public sealed class TooManyScenariosException() : Exception($"One keeps {Scenario.MaxOfOwner} scenarios at most: delete one first.");
