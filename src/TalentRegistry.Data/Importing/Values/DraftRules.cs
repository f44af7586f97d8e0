using System.Collections.Immutable;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>The rules of dossiers over what the rows of one person tell: the same codes and words as of a change that is typed.</summary>
/// <param name="context">What rules know beside the dossier.</param>
internal sealed class DraftRules(RuleContext context)
{
    // Keys live as long as the row is looked at.
    private static readonly Guid[] Keys = [.. Enumerable.Range(1, 200).Select(i => new Guid(i, 0, 0, new byte[8]))];
    private static readonly Dictionary<string, DossierRule> Rules = DossierRules.All.ToDictionary(rule => rule.Code, StringComparer.Ordinal);

    /// <summary>What the rules say of a row, each with the code of the field in whose column it is and the place among the entries of the one it is about; null for the person.</summary>
    public List<(Finding Finding, DossierRule Rule, string Field, int? Entry)> Check(PersonEntry person, IEnumerable<DossierEntry> entries)
    {
        var records = ImmutableDictionary.CreateBuilder<Guid, DossierEntry>();
        foreach (var entry in entries.Take(Keys.Length))
            records.Add(Keys[records.Count], entry);
        var dossier = new DossierEntries(Guid.Empty, person) { Records = records.ToImmutable() };
        var found = new List<(Finding, DossierRule, string, int?)>();
        foreach (var rule in DossierRules.For(dossier))
            foreach (var finding in rule.Check(dossier, context))
                found.Add((finding, rule, FieldOf(finding, finding.RecordId is { } id ? dossier.Records.GetValueOrDefault(id) : null), finding.RecordId is { } key && Array.IndexOf(Keys, key) is >= 0 and var place ? place : null));
        return found;
    }

    /// <summary>What would be right.</summary>
    public static Domain.Plans.Bilingual Expected(string code) => Rules[code].Expected;

    /// <summary>The field of a list that tells the value of a finding.</summary>
    public static string FieldOf(Finding finding, DossierEntry? entry) => (finding.Part, finding.Field) switch
    {
        (DossierPart.Person, _) when finding.Code.StartsWith("CITIZEN_ID", StringComparison.Ordinal) => "citizen_id",
        (DossierPart.Person, "birthYear") => "date_of_birth",
        (DossierPart.Degree, "levelCode") => "degree_level",
        (DossierPart.Posting, "validFrom") => "posting_from",
        (DossierPart.Posting, "validUntil") => "posting_until",
        (DossierPart.Posting, "requiredLevelCode") => "required_level",
        (DossierPart.AcademicTitle, _) => "academic_title",
        (DossierPart.Award, _) => "awards",
        (DossierPart.TalentRecognition, _) => "talent_recognitions",
        (DossierPart.WorkingAgeExtension, _) => "working_age_extensions",
        (DossierPart.ScienceTask, _) => "science_tasks",
        (DossierPart.Availability, _) => "availability",
        (DossierPart.AssociationMembership, _) => "organisations",
        (DossierPart.Certificate, _) => (entry as Certificate)?.Kind switch
        {
            CertificateKind.PoliticalTheory => "political_theory",
            CertificateKind.StateManagement => "state_management",
            CertificateKind.ForeignLanguage => "foreign_language",
            CertificateKind.DigitalSkills => "informatics",
            CertificateKind.NationalDefence => "defence_training",
            CertificateKind.MinorityLanguage => "minority_language",
            _ => "certificates",
        },
        var (_, field) => SnakeCase.Of(field),
    };
}
