namespace TalentRegistry.Domain.Plans;

/// <summary>Which side issues a plan; it decides the head, the number and the signature of its reports.</summary>
public enum PlanSide
{
    /// <summary>Đảng: Tỉnh ủy, Huyện ủy.</summary>
    Party,

    /// <summary>Chính quyền: Ủy ban nhân dân.</summary>
    State,
}

/// <summary>
/// A plan that carries out Resolution 45-NQ/TW, as one file of db/plans states it: what it promises (<see cref="Targets"/>)
/// and what it tells bodies to do (<see cref="Duties"/>). The format is documented in docs/plan-format.md.
/// </summary>
/// <param name="Code">Stable code, as DB; the codes of its targets and duties begin with it.</param>
/// <param name="Title">Title.</param>
/// <param name="Number">Number as printed; null where the text leaves it blank.</param>
/// <param name="Issued">Year, year-month or date, as much as the text says; null where it says nothing.</param>
/// <param name="IssuedNote">What the text lacks about number and date; null where it lacks nothing.</param>
/// <param name="Issuer">Issuing body.</param>
/// <param name="Side">Party or state.</param>
/// <param name="Parent">Document directly above it; null at the top.</param>
/// <param name="Basis">Documents that it rests on, as it names them.</param>
/// <param name="Scope">Where it applies.</param>
/// <param name="Settings">How its ambiguities are read.</param>
/// <param name="Targets">What is computed or reported, in the order of the text.</param>
/// <param name="Duties">What bodies have to do, in the order of the text.</param>
public sealed record Plan(
    string Code, Bilingual Title, string? Number, string? Issued, Bilingual? IssuedNote, Bilingual Issuer, PlanSide Side,
    string? Parent, IReadOnlyList<string> Basis, PlanScope Scope, IReadOnlyList<PlanSetting> Settings,
    IReadOnlyList<Target> Targets, IReadOnlyList<Duty> Duties)
{
    /// <summary>Whether a value above a range such as "15-20%" counts as met: setting above-range; not met unless it says so.</summary>
    public bool AboveRangeCountsAsMet => Setting("above-range") == "met";

    /// <summary>Highest age in years that counts as young (trí thức trẻ); null where the plan has no such setting.</summary>
    public int? YoungAge => int.TryParse(Setting("young-age"), out var age) ? age : null;

    /// <summary>Value of a setting; null where the plan has none of that key.</summary>
    public string? Setting(string key) => Settings.FirstOrDefault(setting => setting.Key == key)?.Value;
}

/// <summary>How one ambiguity of a plan's text is read; administrators may decide otherwise.</summary>
/// <param name="Key">Key, as young-age.</param>
/// <param name="Value">Value as text.</param>
/// <param name="Ambiguity">Number of the ambiguity in docs/plan-format.md.</param>
/// <param name="Note">The reading in words, shown beside what it decides.</param>
public sealed record PlanSetting(string Key, string Value, int Ambiguity, Bilingual Note);
