using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Units;

/// <summary>
/// A file of operations on administrative units, as JSON: <c>{"operations": [{"kind": "merge", "effectiveOn": "2026-10-01", "legalGround": "Nghị quyết …",
/// "units": ["03127", "03334"], "founded": {"code": "03127", "name": "Phường Điện Biên Phủ"}}]}</c>. README lists what each kind takes.
/// </summary>
public static class UnitOperationFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperatorException">It is not there, or not of that form; line and member are named.</exception>
    public static async Task<IReadOnlyList<UnitOperation>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var list = await JsonSerializer.DeserializeAsync<List>(file, Options, cancellationToken);
            return list?.Operations is { Count: > 0 } operations
                ? [.. operations.Select(entry => entry.Operation())]
                : throw new OperatorException($"{path} lists no operations.");
        }
        catch (JsonException fault)
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"line {fault.LineNumber + 1}");
            throw new OperatorException($"{path}, {line}, {fault.Path}: not an operation on units. {fault.InnerException?.Message ?? fault.Message}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    private sealed record List(IReadOnlyList<Entry> Operations);

    private sealed record Entry
    {
        public required ReorganisationKind Kind { get; init; }

        public required DateOnly EffectiveOn { get; init; }

        public required string LegalGround { get; init; }

        public string? Unit { get; init; }

        public IReadOnlyList<string>? Units { get; init; }

        public string? Name { get; init; }

        public string? ShortName { get; init; }

        public string? Into { get; init; }

        public string? Parent { get; init; }

        public Founding? Founded { get; init; }

        public IReadOnlyList<Part>? Parts { get; init; }

        public UnitOperation Operation() => new(UnitOperation.Kinds.Contains(Kind) ? Kind : throw new JsonException($"\"{SnakeCase.Of(Kind)}\" is done to agencies alone."), new ReorganisationTerms(EffectiveOn, LegalGround, IsPreview: false))
        {
            Units = Units ?? (Unit is null ? [] : [Unit]), Into = Into, ParentId = Parent, Founded = Founded?.Unit(), Name = Name is null ? null : new UnitName(Name, ShortName),
            Parts = [.. (Parts ?? []).Select(part => new UnitPart(part.Existing, part.Founded?.Unit(), [], part.Agencies ?? [], part.Children ?? [], part.Weight))],
        };
    }

    private sealed record Founding(string Code, string Name, string? ShortName = null, UnitLevel? Level = null, string? Parent = null)
    {
        public NewUnit Unit() => new(Code, new UnitName(Name, ShortName), Level, Parent);
    }

    private sealed record Part(
        string? Existing = null, Founding? Founded = null, IReadOnlyList<string>? Agencies = null, IReadOnlyList<string>? Children = null, decimal? Weight = null);
}
