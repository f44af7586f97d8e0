using TalentRegistry.Data;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Pages;

/// <summary>Which degree levels a page tells apart, as its address says.</summary>
/// <param name="Text">Empty for all together, "each" for every level, or one level.</param>
/// <param name="Levels">Levels told apart; none for all together.</param>
public sealed record DegreeChoice(string Text, IReadOnlyList<DegreeBand> Levels)
{
    /// <summary>Every level by itself.</summary>
    public const string Each = "each";

    /// <summary>The choice of an address; null where there is no such level.</summary>
    public static DegreeChoice? Of(string? text) => text switch
    {
        null or "" => new("", []),
        Each => new(Each, Enum.GetValues<DegreeBand>()),
        _ => Enum.GetValues<DegreeBand>().Where(level => SnakeCase.Of(level) == text).Select(level => new DegreeChoice(text, [level])).FirstOrDefault(),
    };

    /// <summary>What may be chosen, with words for it.</summary>
    internal static IEnumerable<(string Text, string Words)> All(Language language) =>
    [
        ("", language.In("mọi trình độ cùng nhau", "all degrees together")),
        (Each, language.In("từng trình độ", "each degree by itself")),
        .. Enum.GetValues<DegreeBand>().Select(level => (SnakeCase.Of(level), Words(language, level))),
    ];

    /// <summary>A level in words.</summary>
    internal static string Words(Language language, DegreeBand level) => level switch
    {
        DegreeBand.BelowIntermediate => language.In("sơ cấp trở xuống", "below intermediate"),
        DegreeBand.Intermediate => language.In("trung cấp", "intermediate"),
        DegreeBand.College => language.In("cao đẳng", "college"),
        DegreeBand.University => language.In("đại học", "university"),
        DegreeBand.Master => language.In("thạc sĩ, chuyên khoa I", "master, specialist I"),
        _ => language.In("tiến sĩ, chuyên khoa II", "doctorate, specialist II"),
    };
}
