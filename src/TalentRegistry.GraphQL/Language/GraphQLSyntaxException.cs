namespace TalentRegistry.GraphQL.Language;

/// <summary>
/// Thrown by <see cref="Parser.Parse"/> when a text that the program itself supplies is not GraphQL. Texts that come
/// from callers go through <see cref="Parser.TryParse"/>, which gives the same <see cref="Error"/> as a value.
/// </summary>
public sealed class GraphQLSyntaxException : Exception
{
    /// <summary>Wraps the error that the parser would report.</summary>
    /// <param name="error">What was wrong and where.</param>
    public GraphQLSyntaxException(GraphQLError error)
        : base(error.ToString()) => Error = error;

    /// <summary>What was wrong and where.</summary>
    public GraphQLError Error { get; }

    internal static GraphQLSyntaxException At(Location location, string description, string code = ErrorCodes.SyntaxError)
        => new(new GraphQLError($"Syntax Error: {description}", code) { Locations = [location] });
}
