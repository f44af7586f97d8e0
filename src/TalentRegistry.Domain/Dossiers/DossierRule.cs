using System.Globalization;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Domain.Dossiers;

/// <summary>How a degree level stands among the others.</summary>
/// <param name="Rank">Higher is higher; education and clinical specialists share one order.</param>
/// <param name="IsUniversity">A university degree or higher.</param>
/// <param name="IsPostgraduate">Above the first university degree.</param>
public readonly record struct LevelStanding(int Rank, bool IsUniversity, bool IsPostgraduate);

/// <summary>What rules know beside the dossier.</summary>
/// <param name="Today">The day of the change.</param>
/// <param name="ProvinceCodes">Two-digit codes of the 63 provinces of before July 2025, which citizen IDs keep.</param>
/// <param name="Levels">Degree levels by code; academic titles and certificates are none.</param>
public sealed record RuleContext(DateOnly Today, IReadOnlySet<string> ProvinceCodes, IReadOnlyDictionary<string, LevelStanding> Levels);

/// <summary>One thing that a dossier must not say, with its code and words.</summary>
/// <param name="code">Stable; the code of the same problem in an imported list, where that knows it.</param>
/// <param name="severity">What becomes of a change that brings it.</param>
public abstract class DossierRule(string code, FindingSeverity severity)
{
    /// <summary>Stable code, by which a warning is confirmed.</summary>
    public string Code => code;

    /// <summary>What becomes of a change that brings it.</summary>
    public FindingSeverity Severity => severity;

    /// <summary>What would be right.</summary>
    public Bilingual Expected => RuleExpectations.Of(code);

    /// <summary>Whether it objects to what is missing, so that it can be asked of a whole dossier only and not of what one row of a list tells.</summary>
    public virtual bool NeedsTheWhole => false;

    /// <summary>Everything in the dossier that the rule speaks against.</summary>
    public abstract IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context);

    /// <summary>A finding about the person.</summary>
    protected Finding OfPerson(DossierEntries dossier, string field, string vi, string en) =>
        new(code, severity, DossierPart.Person, dossier.PersonId, field, new Bilingual(vi, en));

    /// <summary>A finding about a degree.</summary>
    protected Finding OfDegree(Guid id, string field, string vi, string en) =>
        new(code, severity, DossierPart.Degree, id, field, new Bilingual(vi, en));

    /// <summary>A finding about a posting.</summary>
    protected Finding OfPosting(Guid id, string field, string vi, string en) =>
        new(code, severity, DossierPart.Posting, id, field, new Bilingual(vi, en));

    /// <summary>A finding about a record of any kind.</summary>
    protected Finding OfRecord(Guid id, DossierEntry entry, string field, string vi, string en) =>
        new(code, severity, entry.Part, id, field, new Bilingual(vi, en));

    /// <summary>A day as both languages write it here: 31/12/2024.</summary>
    protected static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
