using TalentRegistry.Domain.Records;

namespace TalentRegistry.Domain.Dossiers;

/// <summary>Political theory, state management and languages have a level of their own list; a language has a name.</summary>
public sealed class CertificateHasItsLevel() : DossierRule("CERTIFICATE_LEVEL_MISMATCH", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context)
    {
        foreach (var (id, certificate) in dossier.Of<Certificate>())
        {
            var list = certificate.Kind switch
            {
                CertificateKind.PoliticalTheory => "P",
                CertificateKind.StateManagement => "G",
                CertificateKind.ForeignLanguage => "L",
                _ => "",
            };
            if (list != (certificate.LevelCode is { Length: > 0 } level ? level[..1] : ""))
                yield return OfRecord(
                    id, certificate, "levelCode", list.Length > 0 ? $"Loại chứng chỉ này cần trình độ có mã bắt đầu bằng {list}." : "Loại chứng chỉ này không có trình độ.",
                    list.Length > 0 ? $"This kind of certificate needs a level whose code begins with {list}." : "This kind of certificate has no levels.");
            if ((certificate.Kind == CertificateKind.ForeignLanguage) != certificate.LanguageCode is not null)
                yield return OfRecord(
                    id, certificate, "languageCode", "Chứng chỉ ngoại ngữ, và chỉ loại này, phải ghi ngôn ngữ.", "A certificate of a foreign language, and no other, names the language.");
            if (certificate.Kind != CertificateKind.ForeignLanguage && certificate.Scale is not null)
                yield return OfRecord(id, certificate, "scale", "Chỉ chứng chỉ ngoại ngữ có khung đánh giá.", "Only certificates of foreign languages have a scale.");
        }
    }
}

/// <summary>The same level is hardly certified twice on one day.</summary>
public sealed class CertificateOnce() : NotBoth<Certificate>(
    "CERTIFICATE_TWICE", FindingSeverity.Warning, "issuedOn", "Hồ sơ đã có chứng chỉ cùng loại, cùng trình độ cấp ngày này.", "A certificate of the same kind and level of this day is already on file.")
{
    /// <inheritdoc/>
    protected override bool Contradict(Certificate one, Certificate other) =>
        (one.Kind, one.LevelCode, one.LanguageCode, one.Title, one.IssuedOn) == (other.Kind, other.LevelCode, other.LanguageCode, other.Title, other.IssuedOn);
}
