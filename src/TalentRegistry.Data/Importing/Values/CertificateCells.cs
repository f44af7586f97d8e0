using System.Text.RegularExpressions;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>Reads cells of columns of certificates. Such a column often tells those of another: "Cao cấp LLCT; CVC".</summary>
internal sealed partial class CertificateCells
{
    private const int LongestTitle = 300;
    private const int LongestIssuer = 200;
    private readonly WordList theory, management, languages, peoples;
    private readonly DateOnly today;
    private readonly KnownAnswers<IReadOnlyList<RecordFound<Certificate>>> known;

    /// <param name="vocabulary">Words of levels and languages.</param>
    /// <param name="today">The day by which what has no day of its own is on file.</param>
    public CertificateCells(ImportVocabulary vocabulary, DateOnly today)
    {
        (theory, management, languages) = (vocabulary.Words("political_theory"), vocabulary.Words("state_management"), vocabulary.Words("language"));
        peoples = vocabulary.Words("ethnic_group");
        this.today = today;
        // The kind and the heading are a part of what is asked.
        known = new(most: 20_000, key => Search((CertificateKind)(key[0] - 'A'), key[1..key.IndexOf('\0', StringComparison.Ordinal)], key[(key.IndexOf('\0', StringComparison.Ordinal) + 1)..]));
    }

    /// <summary>The certificates of a cell.</summary>
    /// <param name="kind">What the column is of.</param>
    /// <param name="heading">Its heading, which may tell the language or the level.</param>
    /// <param name="cell">The cell as it stands.</param>
    public IReadOnlyList<RecordFound<Certificate>> Read(CertificateKind kind, string heading, string cell) => known.Find($"{(char)('A' + kind)}{heading}\0{cell}");

    private List<RecordFound<Certificate>> Search(CertificateKind kind, string heading, string cell)
    {
        var clean = VietnameseText.Clean(cell);
        if (RecordParts.IsNone(clean))
            return [];
        if (RecordParts.IsSome(clean))
            return [HasLevels(kind) ? Level(kind, heading, new RecordPart(heading.Split('/')[^1].Trim(), null)) : new(Make(kind, null, null), null)];

        var found = new List<RecordFound<Certificate>>();
        foreach (var chunk in RecordParts.Of(cell))
            foreach (var one in OfChunk(kind, heading, chunk))
                if (one.Record is null || !found.Exists(other => other.Record == one.Record))
                    found.Add(one);
        return found;
    }

    // Between commas stands another certificate, who issued it, or the rest of its title.
    private List<RecordFound<Certificate>> OfChunk(CertificateKind own, string heading, IReadOnlyList<RecordPart> pieces)
    {
        var found = new List<RecordFound<Certificate>>();
        foreach (var piece in pieces)
        {
            var kind = KindOf(own, piece.Text);
            var last = found.Count > 0 ? found[^1].Record : null;
            if (last is not null && kind == own && IsIssuer().IsMatch(piece.Text))
            {
                found[^1] = found[^1] with { Record = last with { Issuer = Shortened(piece.Text, LongestIssuer), IssuedOn = piece.Day ?? last.IssuedOn, IsDated = last.IsDated || piece.Day is not null } };
                continue;
            }

            if (last is not null && kind == own && !HasLevels(own) && last.Title is { } title && !char.IsUpper(piece.Text[0]))
            {
                found[^1] = found[^1] with { Record = last with { Title = Shortened($"{title}, {piece.Text}", LongestTitle) } };
                continue;
            }

            found.Add(HasLevels(kind) ? Level(kind, heading, piece) : new(Make(kind, piece.Day, TitleOf(kind, piece.Text)), null));
        }

        return found;
    }

    private RecordFound<Certificate> Level(CertificateKind kind, string heading, RecordPart part)
    {
        if (kind == CertificateKind.ForeignLanguage)
            return Language(heading, part);
        var words = kind == CertificateKind.PoliticalTheory ? theory : management;
        return words.Find(part.Text).Code is { } level ? new(Make(kind, part.Day, null) with { LevelCode = level }, null) : new(null, ProblemKind.CertificateUnknown);
    }

    private RecordFound<Certificate> Language(string heading, RecordPart part)
    {
        var (level, scale, isConverted, rest) = LanguageLevels.Read(part.Text);
        if (level is null)
            return new(null, ProblemKind.CertificateUnknown);
        var told = LanguageIn(rest) ?? (LanguageLevels.IsEnglishTest(part.Text) ? "en" : LanguageIn(heading));
        return new(
            Make(CertificateKind.ForeignLanguage, part.Day, isConverted ? Shortened(part.Text, LongestTitle) : null) with { LevelCode = level, LanguageCode = told ?? "en", Scale = scale },
            isConverted ? ProblemKind.LanguageLevelConverted : told is null ? ProblemKind.LanguageAssumed : null);
    }

    private string? LanguageIn(string text) => languages.FindWithin(text).Code;

    // What the words say beyond doubt; else what the column is of.
    private CertificateKind KindOf(CertificateKind own, string text)
    {
        var folded = VietnameseText.Fold(text);
        if (Theory().IsMatch(folded))
            return CertificateKind.PoliticalTheory;
        if (folded.StartsWith("qlnn", StringComparison.Ordinal) || (own != CertificateKind.ForeignLanguage && management.FindExact(text) is not null))
            return CertificateKind.StateManagement;
        if (Defence().IsMatch(folded))
            return CertificateKind.NationalDefence;
        if (own == CertificateKind.ForeignLanguage && Minority().IsMatch(folded))
            return CertificateKind.MinorityLanguage;
        if (Digital().IsMatch(folded))
            return CertificateKind.DigitalSkills;
        return own is CertificateKind.JobTitle or CertificateKind.DigitalSkills && Tongue().IsMatch(folded) && LanguageLevels.Read(text).Level is not null ? CertificateKind.ForeignLanguage : own;
    }

    private string TitleOf(CertificateKind kind, string text)
    {
        // "Thái" and "Tiếng Thái" are one.
        if (kind == CertificateKind.MinorityLanguage && peoples.Find(text).Code is not null)
            return Shortened($"Tiếng {text}", LongestTitle);
        if (kind != CertificateKind.DigitalSkills)
            return Shortened(text, LongestTitle);
        var folded = VietnameseText.Fold(text);
        // The same certificate under its many names, so that another list does not add it again.
        return BasicDigital().IsMatch(folded) ? "Ứng dụng công nghệ thông tin cơ bản"
            : AdvancedDigital().IsMatch(folded) ? "Ứng dụng công nghệ thông tin nâng cao"
            : OldDigital().Match(folded) is { Success: true } old ? $"Tin học trình độ {old.Groups["level"].Value.ToUpperInvariant()}"
            : Shortened(text, LongestTitle);
    }

    private Certificate Make(CertificateKind kind, DateOnly? day, string? title) => new() { Kind = kind, Title = title, IssuedOn = day ?? today, IsDated = day is not null };

    private static bool HasLevels(CertificateKind kind) => kind is CertificateKind.PoliticalTheory or CertificateKind.StateManagement or CertificateKind.ForeignLanguage;

    private static string Shortened(string text, int most) => text.Length > most ? text[..most] : text;

    [GeneratedRegex(@"\bllct\b|\bly luan\b|\bchinh tri\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Theory();

    [GeneratedRegex(@"\bquoc phong\b|\bqpan\b|\bqp an\b|\bgdqp\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Defence();

    [GeneratedRegex(@"\b(dan toc|dtts)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Minority();

    [GeneratedRegex(@"\bcntt\b|\btin hoc\b|^(u?d)?cntt(cb|nc)?$|^thvp$|^(mos|icdl|ic3)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digital();

    [GeneratedRegex(@"\b(anh|phap|nga|trung|duc|nhat|han|lao|ielts|toeic|toefl|ngoai ngu|vstep|bac [1-6])\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tongue();

    [GeneratedRegex(@"^(udcntt|ung dung cntt|ung dung cong nghe thong tin|cntt|tin hoc|cc|chung chi|chuan|thong tin|ky nang|su dung|\s)*(cb|co ban)$|^udcnttcb$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BasicDigital();

    [GeneratedRegex(@"^(udcntt|ung dung cntt|ung dung cong nghe thong tin|cntt|tin hoc|cc|chung chi|chuan|thong tin|ky nang|su dung|\s)*(nc|nang cao)$|^udcnttnc$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AdvancedDigital();

    [GeneratedRegex(@"^(tin hoc |tin |chung chi |cc |trinh do |cntt )*(?<level>[abc])$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OldDigital();

    [GeneratedRegex(@"^(trường|đh|đại học|học viện|hv|trung tâm|tt gdtx|sở|cđ|cao đẳng|viện)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IsIssuer();
}
