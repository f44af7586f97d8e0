using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace TalentRegistry.EndToEnd.Kills;

/// <summary>
/// An officer who registers people, adds a degree and a posting to each and corrects the staff code, one change after another. A change is sent again
/// under its key until it is acknowledged.
/// </summary>
internal sealed class EditingOfficer(int number, string agency, MortalRegistry registry, HttpClient client)
{
    private static readonly string[] Documents =
    [
        Mutation("registerPerson", "RegisterPersonInput", "person"), Mutation("addDegree", "AddDegreeInput", "degree"),
        Mutation("addPosting", "AddPostingInput", "posting"), Mutation("updatePerson", "UpdatePersonInput", "person"),
    ];

    private readonly List<string> _acknowledged = [];
    private string _person = "";

    /// <summary>Reasons of the changes that were acknowledged; each change has one of its own.</summary>
    public IReadOnlyList<string> Acknowledged
    {
        get
        {
            lock (_acknowledged)
                return [.. _acknowledged];
        }
    }

    /// <summary>Edits until told to stop; the change on its way then is brought to its end.</summary>
    public async Task EditAsync(CancellationToken stop)
    {
        for (var step = 0; !stop.IsCancellationRequested; step++)
        {
            var (document, reason) = (Documents[step % Documents.Length], string.Create(CultureInfo.InvariantCulture, $"K{number}-{step}"));
            var input = InputOf(step, reason);
            JsonElement? record;
            while ((record = await SendAsync(document, input)) is null)
                await Task.Delay(25, CancellationToken.None);
            if (step % Documents.Length == 0)
                _person = record.Value.GetProperty("id").GetString()!;
            lock (_acknowledged)
                _acknowledged.Add(reason);
        }
    }

    // Everyone has a birthday of their own, and a name that many have: the officer says that they are not the same.
    private Dictionary<string, object> InputOf(int step, string reason)
    {
        var born = new DateOnly(1968, 1, 1).AddDays((number * 1500) + (step / Documents.Length));
        var code = $"{reason[..reason.IndexOf('-', StringComparison.Ordinal)]}-{step / Documents.Length}";
        var input = new Dictionary<string, object> { ["reason"] = reason, ["idempotencyKey"] = reason };
        foreach (var (name, value) in (step % Documents.Length) switch
        {
            0 => [("fullName", "Lò Văn Bền"), ("sex", "MALE"), ("dateOfBirth", born), ("ethnicGroupCode", "03"), ("keeperId", agency), ("staffCode", "new " + code), ("confirm", (string[])["PERSON_LOOKS_REGISTERED"])],
            1 => [("personId", _person), ("levelCode", "E40"), ("awardedYear", born.Year + 23)],
            2 => [("personId", _person), ("agencyId", agency), ("validFrom", born.AddYears(25)), ("professionCode", "doctor"), ("positionTitle", "Bác sĩ"), ("employmentKind", "PUBLIC_EMPLOYEE")],
            _ => new (string, object)[] { ("id", _person), ("version", 1), ("staffCode", code) },
        })
            input.Add(name, value);
        return input;
    }

    /// <returns>The record; null where the answer was lost, or was that something is broken just now.</returns>
    private async Task<JsonElement?> SendAsync(string document, Dictionary<string, object> input)
    {
        if (!registry.IsUp)
            return null;

        try
        {
            using var answer = await client.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query = document, variables = new { input } });
            var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
            if (!json.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object || data.GetProperty("done") is not { ValueKind: JsonValueKind.Object } payload)
                return null;

            // Rules that speak against a change are told at once or not at all: a kill must not make one up.
            Assert.True(payload.GetProperty("errors").ValueKind == JsonValueKind.Null, $"{input["reason"]}: {json}");
            // A payload without its record is one that could not be read back: not acknowledged.
            return payload.GetProperty("record") is { ValueKind: JsonValueKind.Object } record ? record : null;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            return null;
        }
    }

    private static string Mutation(string field, string input, string record) =>
        $"mutation($input: {input}!) {{ done: {field}(input: $input) {{ record: {record} {{ id version }} errors {{ ... on Error {{ code message }} }} }} }}";
}
