using System.Globalization;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>Where we and the reference stop reading a text; null for a text that is read to its end.</summary>
internal sealed record SyntaxVerdict(string Text, string? Ours, string? Theirs)
{
    public static SyntaxVerdict Of(string text, string? theirs)
        => new(text, Parser.TryParse(text, out _, out var error, ParserLimits.Trusted) ? null : error.Locations[0].ToString(), theirs);

    /// <summary>
    /// The same place. One difference is meant: where a description is followed by a word that begins no definition, the
    /// reference points at the description, and we at the word.
    /// </summary>
    public bool Agrees => Ours == Theirs
        || (Ours is not null && Theirs is not null && CharacterAt(Theirs) == '"' && char.IsAsciiLetter(CharacterAt(Ours)));

    public override string ToString() => $"{Text}\n-> we stop at {Ours ?? "the end"}, they at {Theirs ?? "the end"}";

    private char CharacterAt(string place)
    {
        var numbers = place.Split(':').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        var line = Text.ReplaceLineEndings("\n").Split('\n')[numbers[0] - 1];
        return numbers[1] <= line.Length ? line[numbers[1] - 1] : '\n';
    }
}
