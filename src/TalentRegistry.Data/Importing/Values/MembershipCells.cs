using System.Globalization;
using System.Text.RegularExpressions;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>What a part of a cell tells: a membership, or why there is none.</summary>
/// <param name="Record">The membership; null where nothing can be kept.</param>
/// <param name="Problem">What is wrong.</param>
internal sealed record MembershipFound(AssociationMembership? Record, ProblemKind? Problem);

/// <summary>
/// Reads cells of columns of organisations (đoàn thể, hội): "Hội viên Hội Nhà báo Việt Nam (2015); Chủ tịch Hội Luật gia tỉnh, 05/2018 - 06/2023". A cell with a day
/// alone is of the organisation that the heading names, as of "Ngày vào Đoàn". The Party and its committees are none: they are not kept.
/// </summary>
internal sealed partial class MembershipCells
{
    private const int LongestName = 200;
    private readonly WordList names;
    private readonly KnownAnswers<IReadOnlyList<MembershipFound>> known;

    /// <param name="vocabulary">Short names of organisations; their codes are the whole names.</param>
    public MembershipCells(ImportVocabulary vocabulary)
    {
        names = vocabulary.Words("association");
        // The heading is a part of what is asked.
        known = new(most: 20_000, key => Search(key[..key.IndexOf('\0', StringComparison.Ordinal)], key[(key.IndexOf('\0', StringComparison.Ordinal) + 1)..]));
    }

    /// <summary>The memberships of a cell.</summary>
    /// <param name="heading">The column's heading, which may name the organisation.</param>
    /// <param name="cell">The cell as it stands.</param>
    public IReadOnlyList<MembershipFound> Read(string heading, string cell) => known.Find($"{heading}\0{cell}");

    private List<MembershipFound> Search(string heading, string cell)
    {
        if (RecordParts.IsNone(VietnameseText.Clean(cell)))
            return [];
        if (RecordParts.IsSome(VietnameseText.Clean(cell)))
            return [new(null, ProblemKind.MembershipUndated)];

        var found = new List<MembershipFound>();
        foreach (var chunk in Between().Split(cell).Select(VietnameseText.Clean).Where(chunk => chunk.Length > 0))
            foreach (var part in Parts(chunk))
                if (Of(part, heading) is var one && (one.Record is null || !found.Exists(other => other.Record == one.Record)))
                    found.Add(one);
        return found;
    }

    // Between commas stands another organisation, or the part and the days of the one before.
    private static List<Part> Parts(string chunk)
    {
        var parts = new List<Part>();
        foreach (var piece in chunk.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Taken))
        {
            if (parts.Count > 0 && (piece.Name.Length == 0 || parts[^1].Name.Length == 0))
                parts[^1] = new(parts[^1].Name + piece.Name, piece.Role ?? parts[^1].Role, piece.From ?? parts[^1].From, piece.Until ?? parts[^1].Until, parts[^1].Word ?? piece.Word);
            else
                parts.Add(piece);
        }

        return parts;
    }

    private static Part Taken(string text)
    {
        var term = Term().Match(text);
        var rest = term.Success ? $"{text[..term.Index]} {text[(term.Index + term.Length)..]}" : text;
        rest = VietnameseText.Clean(rest).Trim(' ', '-', '–', '.', ':', '(', ')', '*');
        var role = Role().Match(rest);
        return new(
            role.Success ? rest[role.Length..].Trim(' ', '-', ':') : rest, role.Success ? RoleOf(VietnameseText.Fold(role.Value)) : null,
            term.Success ? First(term.Groups["from"].Value) : null, term.Groups["until"].Success ? After(term.Groups["until"].Value) : null, role.Success ? role.Value.Trim() : null);
    }

    private MembershipFound Of(Part part, string heading)
    {
        var name = part.Name.Length == 0 ? NameIn(part.Word) ?? NameIn(heading) : names.FindExact(part.Name) ?? (Organisation().IsMatch(VietnameseText.Fold(part.Name)) ? part.Name : null);
        if (name is null)
            return new(null, ProblemKind.MembershipUnknown);
        if (part.From is not { } from || part.Until <= from)
            return new(null, ProblemKind.MembershipUndated);
        return new(
            new AssociationMembership
            {
                Association = name.Length > LongestName ? name[..LongestName] : name, Role = part.Role ?? MembershipRole.OrdinaryMember, ValidFrom = from, ValidUntil = part.Until,
            },
            null);
    }

    private string? NameIn(string? text)
    {
        var words = (text ?? "").Split([' ', ',', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        for (var first = 0; first < words.Length; first++)
            if (names.FindExact(string.Join(' ', words.Skip(first))) is { } name)
                return name;
        return null;
    }

    private static MembershipRole RoleOf(string folded) =>
        folded.StartsWith("pho", StringComparison.Ordinal) || folded.StartsWith("pct", StringComparison.Ordinal) ? MembershipRole.ViceChair
        : folded.StartsWith("chu", StringComparison.Ordinal) || folded.StartsWith("bi thu", StringComparison.Ordinal) ? MembershipRole.Chair
        : folded.StartsWith('u') ? MembershipRole.BoardMember
        : MembershipRole.OrdinaryMember;

    private static DateOnly? First(string text)
    {
        var numbers = text.Split('/', '.', '-').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).Reverse().ToArray();
        var (year, month, day) = (numbers[0], numbers.Length > 1 ? numbers[1] : 1, numbers.Length > 2 ? numbers[2] : 1);
        return month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) ? null : new DateOnly(year, month, day);
    }

    // A last day, month or year is over with it; who counts is in until then.
    private static DateOnly? After(string text) => First(text) is not { } first ? null : text.Split('/', '.', '-').Length switch
    {
        1 => first.AddYears(1),
        2 => first.AddMonths(1),
        _ => first.AddDays(1),
    };

    private sealed record Part(string Name, MembershipRole? Role, DateOnly? From, DateOnly? Until, string? Word);

    [GeneratedRegex(@"[;\r\n+•]", RegexOptions.None, 1000)]
    private static partial Regex Between();

    [GeneratedRegex(@"^(phó\s+chủ\s+tịch|phó\s+bí\s+thư|pct|chủ\s+tịch|bí\s+thư|(ủy|uỷ)\s+viên(\s+(ban\s+chấp\s+hành|ban\s+thường\s+vụ|bch|btv))?|uv\s*(bch|btv)|hội\s+viên|đoàn\s+viên|thành\s+viên)(?!\p{L})",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Role();

    [GeneratedRegex(@"^(?!hoi dong)(hoi|doan|chi hoi|chi doan|lien hiep|lien doan|cong doan|hiep hoi|tong hoi|cau lac bo|mat tran)\b|\bhoi (?!dong)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Organisation();

    [GeneratedRegex(@"(\b(từ|ngày|tháng|năm|vào)\s*:?\s*)*(?<![\d/.])(?<from>((\d{1,2}[/.-])?\d{1,2}[/.-])?(19[4-9]|20\d)\d)(?!\d)(\s*(-|–|đến)\s*(ngày\s+|tháng\s+|năm\s+)?((?<until>((\d{1,2}[/.-])?\d{1,2}[/.-])?(19[4-9]|20\d)\d)(?!\d)|nay))?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Term();
}
