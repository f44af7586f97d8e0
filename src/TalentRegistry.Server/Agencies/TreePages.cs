using System.Globalization;
using Microsoft.Extensions.Primitives;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Agencies;

/// <summary>Trees of agencies and of administrative units, branch by branch, for the fields in which one is picked; and what such a field of an address means.</summary>
internal static class TreePages
{
    /// <summary>Address of the branches of agencies.</summary>
    public const string Agencies = "/agencies/tree";

    /// <summary>Address of the branches of administrative units.</summary>
    public const string Units = "/units/tree";

    private const int LongestText = 200;

    /// <summary>Nothing picked.</summary>
    public static IReadOnlyDictionary<string, TreeChoice> NoChoices { get; } = new Dictionary<string, TreeChoice>();

    public static void MapTrees(this IEndpointRouteBuilder pages)
    {
        foreach (var (address, subject) in new[] { (Agencies, TreeSubject.Agency), (Units, TreeSubject.Unit) })
            pages.MapGet(address, (string? asOf, string? under, string? q, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken) =>
                BranchAsync(subject, asOf, under, q, page, data, time, cancellationToken));
    }

    /// <summary>
    /// What the fields of an address hold that pick an agency ("agency", "under") or a unit ("unit"). Typed text comes beside them as "agencyText": where it is clear what it means,
    /// <paramref name="settled"/> is called with the address that names it instead.
    /// </summary>
    /// <param name="page">The request.</param>
    /// <param name="data">Reads.</param>
    /// <param name="names">The fields.</param>
    /// <param name="asOf">The day of the tree.</param>
    /// <param name="settled">Takes the address to go to.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<IReadOnlyDictionary<string, TreeChoice>> ChoicesAsync(
        PageContext page, PageData data, IReadOnlyList<string> names, DateOnly asOf, Action<string> settled, CancellationToken cancellationToken)
    {
        var query = page.Http.Request.Query;
        var choices = new Dictionary<string, TreeChoice>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var text = query.TryGetValue(TextOf(name), out var typed) ? typed.ToString().Trim() : null;
            choices[name] = text is { Length: > LongestText } || text?.Contains('\0', StringComparison.Ordinal) == true
                ? TreeChoice.None
                : await data.TreeChoiceAsync(SubjectOf(name), asOf, Given(query[name]), text, page.Caller, cancellationToken);
        }

        var clear = names.Where(name => query.ContainsKey(TextOf(name)) && choices[name] is { Found.Count: 0, IsUnknown: false }).ToList();
        if (clear.Count > 0)
            settled(page.Path + QueryString.Create([
                .. query.Where(pair => !clear.Any(name => pair.Key == name || pair.Key == TextOf(name))).SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value)),
                .. clear.Where(name => choices[name].Id is not null).Select(name => KeyValuePair.Create(name, choices[name].Id)),
            ]));
        return choices;
    }

    /// <summary>The field of the text beside a field that picks.</summary>
    public static string TextOf(string name) => name + "Text";

    /// <summary>What a field picks.</summary>
    public static TreeSubject SubjectOf(string name) => name == "unit" ? TreeSubject.Unit : TreeSubject.Agency;

    private static async Task<IResult> BranchAsync(
        TreeSubject subject, string? asOf, string? under, string? q, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        var day = string.IsNullOrEmpty(asOf) ? VietnamTime.Today(time)
            : DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) && AsOfDays.Contains(parsed) ? parsed : (DateOnly?)null;
        if (page.Reader!.Role == Role.Person)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (day is not { } known || q?.Length > LongestText || (q + under).Contains('\0', StringComparison.Ordinal))
            return Results.BadRequest();

        var branch = Given(q?.Trim()) is { } text
            ? await data.FoundInTreeAsync(subject, known, text, page.Caller, cancellationToken)
            : await data.BranchAsync(subject, known, Given(under), page.Caller, cancellationToken);
        return Results.Json(new
        {
            Nodes = branch.Nodes.Select(node => new { node.Id, node.Name, node.Label, node.Above, node.Children, Note = NoteOf(page, node) }),
            branch.IsCut,
        });
    }

    // What is told of it beside its name.
    private static string NoteOf(PageContext page, TreeNode node) => string.Join(" · ", new[]
    {
        node.Code,
        node.People is { } people ? page.T($"{AgencyWords.Count(page.Language, people, page.Reader!.Role == Role.Planner)} người", $"{AgencyWords.Count(page.Language, people, page.Reader!.Role == Role.Planner)} people") : "",
        node.From is { } from ? page.T($"từ {LanguageText.Day(from)}", $"since {LanguageText.Day(from)}") : "",
        node.Until is { } until ? page.T($"đến hết {LanguageText.Day(until.AddDays(-1))}", $"until {LanguageText.Day(until.AddDays(-1))}") : "",
    }.Where(part => part.Length > 0));

    private static string? Given(StringValues text) => text.ToString() is { Length: > 0 } given ? given : null;
}
