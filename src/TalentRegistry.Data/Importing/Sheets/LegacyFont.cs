using System.Collections.Frozen;
using System.Text;

namespace TalentRegistry.Data.Importing.Sheets;

/// <summary>Fonts of before Unicode, in which another letter stands in the file than the one seen.</summary>
internal enum FontCode
{
    /// <summary>The file holds the letters themselves.</summary>
    None,

    /// <summary>TCVN3 (ABC): fonts .VnTime, .VnArial.</summary>
    Tcvn3,

    /// <summary>VNI: fonts VNI-Times, VNI-Helve.</summary>
    Vni,
}

/// <summary>Turns texts typed for those fonts into letters. In TCVN3 accented capitals are a font's affair: they come out small.</summary>
/// <remarks>TCVN3: TCVN 5712:1993, third set. VNI: VNI Software's Windows set, a letter and a mark. Both as code page 1252 shows them.</remarks>
internal static class LegacyFont
{
    private const string Tcvn3From =
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦";

    private const string Tcvn3To =
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ";

    private static readonly FrozenDictionary<char, char> Tcvn3 = Tcvn3From.Zip(Tcvn3To).ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    // Marks behind a vowel; where a vowel takes another sense of the same mark it is named below.
    private static readonly FrozenDictionary<string, char> Vni = Pairs();

    private static readonly FrozenDictionary<char, char> VniAlone = new Dictionary<char, char>
    {
        ['í'] = 'í', ['ì'] = 'ì', ['æ'] = 'ỉ', ['ó'] = 'ĩ', ['ò'] = 'ị', ['ô'] = 'ơ', ['ö'] = 'ư', ['î'] = 'ỵ', ['ñ'] = 'đ',
        ['Í'] = 'Í', ['Ì'] = 'Ì', ['Æ'] = 'Ỉ', ['Ó'] = 'Ĩ', ['Ò'] = 'Ị', ['Ô'] = 'Ơ', ['Ö'] = 'Ư', ['Î'] = 'Ỵ', ['Ñ'] = 'Đ',
    }.ToFrozenDictionary();

    /// <summary>The text in letters.</summary>
    public static string Convert(string text, FontCode font) => font switch
    {
        FontCode.Tcvn3 => string.Create(text.Length, text, static (kept, source) =>
        {
            for (var i = 0; i < kept.Length; i++)
                kept[i] = Tcvn3.TryGetValue(source[i], out var letter) ? letter : source[i];
        }),
        FontCode.Vni => FromVni(text),
        _ => text,
    };

    private static string FromVni(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && Vni.TryGetValue(string.Concat(text[i], text[i + 1]), out var letter))
            {
                kept.Append(letter);
                i++;
            }
            else
            {
                kept.Append(VniAlone.TryGetValue(text[i], out var alone) ? alone : text[i]);
            }
        }

        return kept.ToString();
    }

    private static FrozenDictionary<string, char> Pairs()
    {
        var pairs = new Dictionary<string, char>(StringComparer.Ordinal);
        void Add(char vowel, string marks, string letters)
        {
            for (var i = 0; i < marks.Length; i++)
            {
                pairs[string.Concat(vowel, marks[i])] = letters[i];
                // A capital is followed by the capital mark or, from careless typing, by the small one.
                pairs[string.Concat(char.ToUpperInvariant(vowel), char.ToUpperInvariant(marks[i]))] = char.ToUpperInvariant(letters[i]);
                pairs[string.Concat(char.ToUpperInvariant(vowel), marks[i])] = char.ToUpperInvariant(letters[i]);
            }
        }

        Add('a', "ùøûõïêéèúüëâáàåãä", "áàảãạăắằẳẵặâấầẩẫậ");
        Add('e', "ùøûõïâáàåãä", "éèẻẽẹêếềểễệ");
        Add('o', "ùøûõïâáàåãä", "óòỏõọôốồổỗộ");
        Add('u', "ùøûõï", "úùủũụ");
        Add('y', "ùøûõ", "ýỳỷỹ");
        Add('ô', "ùøûõï", "ớờởỡợ");
        Add('ö', "ùøûõï", "ứừửữự");
        return pairs.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
