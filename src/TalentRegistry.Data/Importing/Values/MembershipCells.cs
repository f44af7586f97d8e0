using System.Text.RegularExpressions;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>
/// Reads cells of columns of organisations (đoàn thể, hội): "Hội viên Hội Nhà báo Việt Nam (2015); Chủ tịch Hội Luật gia tỉnh, 05/2018 - 06/2023". A cell with a day
/// alone is of the organisation that the heading names, as of "Ngày vào Đoàn". The Party and its committees are none: they are not kept.
/// </summary>
internal sealed partial class MembershipCells
{
    private const int LongestName = 200;
    private readonly WordList names;
    private readonly TermCells<AssociationMembership> cells;

    /// <param name="vocabulary">Short names of organisations; their codes are the whole names.</param>
    public MembershipCells(ImportVocabulary vocabulary)
    {
        names = vocabulary.Words("association");
        cells = new(ProblemKind.MembershipUndated, (heading, chunk) => Parts(chunk).Select(part => Of(part, heading)));
    }

    /// <summary>The memberships of a cell.</summary>
    /// <param name="heading">The column's heading, which may name the organisation.</param>
    /// <param name="cell">The cell as it stands.</param>
    public IReadOnlyList<RecordFound<AssociationMembership>> Read(string heading, string cell) => cells.Read(heading, cell);

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
        var term = WrittenTerm.In(text);
        var role = Role().Match(term.Rest);
        return new(
            role.Success ? term.Rest[role.Length..].Trim(' ', '-', ':') : term.Rest, role.Success ? RoleOf(VietnameseText.Fold(role.Value)) : null, term.From, term.Until,
            role.Success ? role.Value.Trim() : null);
    }

    private RecordFound<AssociationMembership> Of(Part part, string heading)
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

    private sealed record Part(string Name, MembershipRole? Role, DateOnly? From, DateOnly? Until, string? Word);

    [GeneratedRegex(@"^(phó\s+chủ\s+tịch|phó\s+bí\s+thư|pct|chủ\s+tịch|bí\s+thư|(ủy|uỷ)\s+viên(\s+(ban\s+chấp\s+hành|ban\s+thường\s+vụ|bch|btv))?|uv\s*(bch|btv)|hội\s+viên|đoàn\s+viên|thành\s+viên)(?!\p{L})",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Role();

    [GeneratedRegex(@"^(?!hoi dong)(hoi|doan|chi hoi|chi doan|lien hiep|lien doan|cong doan|hiep hoi|tong hoi|cau lac bo|mat tran)\b|\bhoi (?!dong)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Organisation();
}
