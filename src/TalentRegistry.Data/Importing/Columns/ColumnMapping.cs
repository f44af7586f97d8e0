using TalentRegistry.Data.Importing.Sheets;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Importing.Columns;

/// <summary>A user's corrections: which column is which field, whatever its heading says.</summary>
public sealed class ColumnMapping
{
    private readonly Dictionary<string, ImportField?> fields = new(StringComparer.Ordinal);

    private ColumnMapping()
    {
    }

    /// <summary>Nothing corrected.</summary>
    public static ColumnMapping None { get; } = new();

    /// <summary>Reads lines "Heading=field". The heading is compared without accents; a column may be named by its letter as "$C". The field is a code or a name of
    /// import/field.csv, or - for a column not to be read.</summary>
    /// <exception cref="ImportRefusedException">A line has no equals sign or names no field.</exception>
    public static ColumnMapping Parse(IEnumerable<string> lines, FieldBook book)
    {
        var mapping = new ColumnMapping();
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var at = line.LastIndexOf('=');
            var name = at < 0 ? "" : line[(at + 1)..].Trim();
            var field = name is "-" or "" ? null : book.Find(name);
            if (at <= 0 || name.Length == 0 || field is null && name != "-")
                throw new ImportRefusedException("MAPPING_UNREADABLE", new Bilingual(
                    $"Không hiểu \"{line}\". Cần dạng \"Tiêu đề cột=trường\", trường là một trong: {string.Join(", ", book.All.Where(known => known.Kept).Select(known => known.Code))}; hoặc - để bỏ qua cột.",
                    $"\"{line}\" is not understood. Write \"Heading=field\", the field being one of the above, or - to leave a column out."));
            mapping.fields[Key(line[..at].Trim())] = field;
        }

        return mapping;
    }

    /// <summary>Corrections that were remembered or chosen on a page. A field that is no more is passed over.</summary>
    /// <param name="corrections">Headings, or "$C" for a column by its letter, with the code of a field, null for a column not to be read; the later decides.</param>
    /// <param name="book">The fields.</param>
    public static ColumnMapping Of(IEnumerable<(string Heading, string? Field)> corrections, FieldBook book)
    {
        var mapping = new ColumnMapping();
        foreach (var (heading, code) in corrections)
        {
            if (code is null)
                mapping.fields[Key(heading)] = null;
            else if (book.Find(code) is { } field)
                mapping.fields[Key(heading)] = field;
        }

        return mapping;
    }

    /// <summary>These corrections, overruled by others.</summary>
    public ColumnMapping With(ColumnMapping others)
    {
        var both = new ColumnMapping();
        foreach (var (key, field) in fields.Concat(others.fields))
            both.fields[key] = field;
        return both;
    }

    /// <summary>Whether a column is mapped, and to what; null for one not to be read.</summary>
    internal bool TryFind(int column, string heading, string leaf, out ImportField? field) =>
        fields.TryGetValue($"${ColumnLetter.Of(column)}", out field) || fields.TryGetValue(Key(heading), out field) || fields.TryGetValue(Key(leaf), out field);

    private static string Key(string heading) => heading.StartsWith('$') ? heading.ToUpperInvariant() : VietnameseText.Fold(heading);
}
