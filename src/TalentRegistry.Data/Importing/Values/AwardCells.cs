using System.Text.RegularExpressions;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>Reads cells of columns of awards: "CSTĐ cơ sở 2018, 2019; Bằng khen của Bộ Y tế năm 2020".</summary>
internal sealed partial class AwardCells
{
    private const int LongestTitle = 300;
    private const char Medals = '\0';
    private const string Medal = "Kỷ niệm chương";
    private readonly WordList words;
    private readonly DateOnly today;
    private readonly KnownAnswers<IReadOnlyList<RecordFound<Award>>> known;

    /// <param name="vocabulary">Words of awards; their codes are the kind and, where the words tell it, the level.</param>
    /// <param name="today">The day by which what has no year of its own is on file.</param>
    public AwardCells(ImportVocabulary vocabulary, DateOnly today)
    {
        (words, this.today) = (vocabulary.Words("award"), today);
        known = new(most: 20_000, Search);
    }

    /// <summary>The awards of a cell.</summary>
    public IReadOnlyList<RecordFound<Award>> Read(string cell) => known.Find(cell);

    /// <summary>The awards of a cell in a column of commemorative medals (kỷ niệm chương), which often tells what for and no more: "Vì sự nghiệp giáo dục (2015)".</summary>
    public IReadOnlyList<RecordFound<Award>> ReadMedals(string cell) => known.Find($"{Medals}{cell}");

    private List<RecordFound<Award>> Search(string asked)
    {
        var isOfMedals = asked is [Medals, ..];
        var cell = isOfMedals ? asked[1..] : asked;
        var found = new List<RecordFound<Award>>();
        if (RecordParts.IsNone(VietnameseText.Clean(cell)))
            return found;
        if (isOfMedals && RecordParts.IsSome(VietnameseText.Clean(cell)))
            return [One(new RecordPart(Medal, null))];
        foreach (var part in RecordParts.Of(cell).SelectMany(chunk => chunk))
            if (One(isOfMedals && words.Find(OtherSpelling().Replace(part.Text, Medal)).Code is null ? part with { Text = $"{Medal} {part.Text}" } : part) is var one && (one.Record is null || !found.Exists(other => other.Record == one.Record)))
                found.Add(one);
        return found;
    }

    private RecordFound<Award> One(RecordPart written)
    {
        // One spelling, so that another list does not add the medal again.
        var part = written with { Text = OtherSpelling().Replace(written.Text, Medal) };
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

    [GeneratedRegex(@"^(kỉ\s+niệm\s+chương|knc)(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OtherSpelling();

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
