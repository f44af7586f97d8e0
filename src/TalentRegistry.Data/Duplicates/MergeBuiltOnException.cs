using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Duplicates;

/// <summary>A merge cannot be undone, as the dossier has been changed since: nobody could say whose the change is.</summary>
public sealed class MergeBuiltOnException(EditTerms terms) : Exception(new Bilingual(
    "Không hoàn tác được: hồ sơ đã được sửa hoặc gộp tiếp sau lần gộp này. Hãy hoàn tác những thay đổi đó trước.",
    "It cannot be undone: the dossier has been changed or merged again since. Take those changes back first.").In(terms.Language));
