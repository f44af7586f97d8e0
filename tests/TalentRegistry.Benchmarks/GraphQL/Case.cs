using System.Globalization;
using TalentRegistry.Data;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>One set of values for the variables of an operation.</summary>
/// <param name="Values">Name and value of each variable as JSON writes it, for our server.</param>
internal sealed record Case(IReadOnlyList<(string Name, object Value)> Values)
{
    /// <summary>The variables as a JSON object; PostGraphile's enums are the words of the table.</summary>
    public string Variables(bool ofPeer) => "{" + string.Join(",", Values.Select(v => $"\"{v.Name}\":{Json(v.Value, ofPeer)}")) + "}";

    /// <summary>The variables as the path of an address, in the order of the floor's parameters.</summary>
    public string Path => string.Join('/', Values.Select(v => Text(v.Value).ToLowerInvariant()));

    /// <summary>The values that an operation is asked with: people drawn at random, pages by sex and years of birth, a day.</summary>
    public static async Task<IReadOnlyList<Case>> ForAsync(Operation operation, RegistryDatabase database, int people, CancellationToken cancellationToken)
    {
        switch (operation.Name)
        {
            case "page":
                return [.. from sex in new[] { "FEMALE", "MALE" }
                           from year in Enumerable.Range(0, 25)
                           select new Case([("sex", sex), ("from", 1962 + year), ("until", 1972 + year)])];
            case "headcount":
                // Ten days, so that no server gets by with one remembered answer to one question.
                return [.. Enumerable.Range(0, 10).Select(back => new Case([("day", new DateOnly(2026, 6, 30).AddDays(-7 * back).ToString("O", CultureInfo.InvariantCulture))]))];
            default:
                return await PeopleAsync(database, people, cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<Case>> PeopleAsync(RegistryDatabase database, int people, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            // Drawn by a fixed key, so that two runs on the same registry ask for the same people.
            "SELECT id::text FROM registry.person ORDER BY hashtext(id::text) LIMIT $1");
        command.Parameters.Add(new() { Value = people });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var cases = new List<Case>(people);
        while (await reader.ReadAsync(cancellationToken))
            cases.Add(new Case([("id", reader.GetString(0))]));
        return cases;
    }

    private static string Json(object value, bool ofPeer) => value is string text ? $"\"{(ofPeer ? text.ToLowerInvariant() : text)}\"" : Text(value);

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
