using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL;

/// <summary>
/// The only error that callers see, in the shape of spec 7.1.2 (Errors): a message for the developer, the places in
/// the document it is about, the path of the response field that failed, and extensions with a stable <c>code</c>.
/// </summary>
public sealed record GraphQLError
{
    /// <summary>Makes an error about the whole request; add places with the initialisers.</summary>
    /// <param name="message">A sentence for the developer who sent the request.</param>
    /// <param name="code">A stable code that clients may branch on; see <see cref="ErrorCodes"/>.</param>
    public GraphQLError(string message, string code)
        : this(message, code, [])
    {
    }

    /// <summary>Makes an error that points at <paramref name="nodes"/>; nodes without a place are left out.</summary>
    /// <param name="message">A sentence for the developer who sent the request.</param>
    /// <param name="code">A stable code that clients may branch on; see <see cref="ErrorCodes"/>.</param>
    /// <param name="nodes">The parts of the document that are at fault, the first one first.</param>
    public GraphQLError(string message, string code, params IEnumerable<SyntaxNode> nodes)
    {
        Message = message;
        Code = code;
        Locations = [.. nodes.Select(node => node.Location).Where(location => location.IsKnown)];
    }

    /// <summary>A sentence for the developer who sent the request.</summary>
    public string Message { get; init; }

    /// <summary>Stable, upper-case with underscores; written as <c>extensions.code</c>.</summary>
    public string Code { get; init; }

    /// <summary>Places in the document, possibly none.</summary>
    public IReadOnlyList<Location> Locations { get; init; }

    /// <summary>
    /// Response keys (<see cref="string"/>) and list indices (<see cref="int"/>) from the root to the field that failed;
    /// null for an error of the whole request.
    /// </summary>
    public IReadOnlyList<object>? Path { get; init; }

    /// <summary>Further entries for <c>extensions</c> beside <c>code</c>, or null.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }

    /// <inheritdoc />
    public override string ToString() => Locations.Count == 0 ? Message : $"{Message} ({string.Join(", ", Locations)})";
}
