using System.Text.RegularExpressions;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>What a part of a cell tells: an award, or why there is none.</summary>
/// <param name="Record">The award; null where nothing can be kept.</param>
/// <param name="Problem">What is wrong or was inferred.</param>
internal sealed record AwardFound(Award? Record, ProblemKind? Problem);

/// <summary>Reads cells of columns of awards: "CSTĐ cơ sở 2018, 2019; Bằng khen của Bộ Y tế năm 2020".</summary>
internal sealed partial class AwardCells
{
    private const int LongestTitle = 300;
    private readonly WordList words;
    private readonly DateOnly today;
    private readonly KnownAnswers<IReadOnlyList<AwardFound>> known;

    /// <param name="vocabulary">Words of awards; their codes are the kind and, where the words tell it, the level.</param>
    /// <param name="today">The day by which what has no year of its own is on file.</param>
    public AwardCells(ImportVocabulary vocabulary, DateOnly today)
    {
        (words, this.today) = (vocabulary.Words("award"), today);
        known = new(most: 20_000, Search);
    }

    /// <summary>The awards of a cell.</summary>
    public IReadOnlyList<AwardFound> Read(string cell) => known.Find(cell);

    private List<AwardFound> Search(string cell)
    {
        var found = new List<AwardFound>();
        if (RecordParts.IsNone(VietnameseText.Clean(cell)))
            return found;
        foreach (var part in RecordParts.Of(cell).SelectMany(chunk => chunk))
            if (One(part) is var one && (one.Record is null || !found.Exists(other => other.Record == one.Record)))
                found.Add(one);
        return found;
    }

    private AwardFound One(RecordPart part)
    {
        if (words.Find(part.Text).Code is not { } code)
            return new(null, ProblemKind.AwardUnknown);
        var kind = SnakeCase.Parse<AwardKind>(code.Split(':')[0]);
        var told = code.Contains(':', StringComparison.Ordinal) ? SnakeCase.Parse<RecognitionLevel>(code.Split(':')[1]) : LevelIn(VietnameseText.Fold(part.Text));
        return new(
            new Award
            {
                Kind = kind, Title = part.Text.Length > LongestTitle ? part.Text[..LongestTitle] : part.Text, Level = told ?? RecognitionLevel.Province,
                AwardedYear = part.Day?.Year ?? today.Year, IsDated = part.Day is not null,
            },
            told is null ? ProblemKind.AwardLevelAssumed : null);
    }

    private static RecognitionLevel? LevelIn(string folded) =>
        State().IsMatch(folded) ? RecognitionLevel.State
        : Ministry().IsMatch(folded) ? RecognitionLevel.Ministry
        : Province().IsMatch(folded) ? RecognitionLevel.Province
        : District().IsMatch(folded) ? RecognitionLevel.District
        : Grassroots().IsMatch(folded) ? RecognitionLevel.Grassroots : null;

    [GeneratedRegex(@"\b(thu tuong|ttcp|chinh phu|chu tich nuoc|nha nuoc|toan quoc)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex State();

    [GeneratedRegex(@"\b(bo|bo truong|bgd dt|byt|trung uong|tw|tong lien doan|tldld|nganh)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ministry();

    [GeneratedRegex(@"\b(tinh|thanh pho|tp)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Province();

    [GeneratedRegex(@"\b(huyen|thi xa|quan)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex District();

    [GeneratedRegex(@"\b(co so|xa|phuong|so|truong|benh vien|don vi)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grassroots();
}
