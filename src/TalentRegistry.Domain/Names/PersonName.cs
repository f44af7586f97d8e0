using System.Globalization;

namespace TalentRegistry.Domain.Names;

/// <summary>Rules for a person's full name as lists write it (họ và tên).</summary>
public static class PersonName
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>
    /// The name in proper case: one that is all capitals or has words in small letters gets a capital at the head of each word,
    /// also behind an apostrophe or hyphen (H'HEN NIÊ is H'Hen Niê). Mixed case inside a word stays as written (McDonald), and so
    /// do tone marks: Hoà and Hòa are both people's official names.
    /// </summary>
    /// <param name="written">As written; stray spaces and decomposed letters are put right.</param>
    public static string Proper(string? written)
    {
        var name = VietnameseText.Clean(written).Trim(',', ';', '*', '.', ' ');
        var capitals = !name.Any(char.IsLower);
        return string.Create(name.Length, (name, capitals), static (kept, source) =>
        {
            var head = true;
            for (var i = 0; i < kept.Length; i++)
            {
                var c = source.name[i];
                kept[i] = head ? char.ToUpper(c, Vietnamese) : source.capitals ? char.ToLower(c, Vietnamese) : c;
                head = !char.IsLetter(c);
            }
        });
    }

    /// <summary>
    /// Whether it can be a name: letters, spaces, apostrophes, hyphens and dots only, 2 to 100 characters, not one letter repeated.
    /// A single word is allowed: some peoples of the highlands have no family name.
    /// </summary>
    public static bool IsPlausible(string name) =>
        name.Length is >= 2 and <= 100
        && name.All(c => char.IsLetter(c) || c is ' ' or '\'' or '-' or '.' or '(' or ')')
        && name.Where(char.IsLetter).Select(char.ToLowerInvariant).Distinct().Skip(1).Any();
}
