namespace TalentRegistry.GraphQL.Language;

/// <summary>
/// Where a node or token stands in its source text. <see cref="Start"/> is included and <see cref="End"/> excluded,
/// both counted in UTF-16 code units from 0; <see cref="Line"/> and <see cref="Column"/> are of the start and
/// counted from 1, as "locations" of an error are (spec 7.1.2, Errors).
/// </summary>
/// <param name="Start">First code unit, from 0.</param>
/// <param name="End">One past the last code unit.</param>
/// <param name="Line">Line of the start, from 1.</param>
/// <param name="Column">Column of the start, from 1, in UTF-16 code units.</param>
public readonly record struct Location(int Start, int End, int Line, int Column)
{
    /// <summary>The location of a node that was built by a program and never stood in a text.</summary>
    public static Location None => default;

    /// <summary>Whether the node stood in a text, so that an error may point at it.</summary>
    public bool IsKnown => Line > 0;

    /// <inheritdoc />
    public override string ToString() => $"{Line}:{Column}";
}
