using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>Reads cells of columns of availability: "Đã nghỉ hưu từ 01/03/2024, sẵn sàng cộng tác", "Đang ở nước ngoài (Nhật Bản)".</summary>
/// <param name="vocabulary">Words of availability and countries.</param>
/// <param name="today">The day from which what has no day of its own holds.</param>
internal sealed class AvailabilityCells(ImportVocabulary vocabulary, DateOnly today)
{
    private readonly TermCells<Availability> cells = new(
        ProblemKind.AvailabilityUnknown, (_, chunk) => [One(chunk, vocabulary.Words("availability"), vocabulary.Words("country"), today)]);

    /// <summary>The availabilities of a cell.</summary>
    public IReadOnlyList<RecordFound<Availability>> Read(string heading, string cell) => cells.Read(heading, cell);

    private static RecordFound<Availability> One(string chunk, WordList kinds, WordList countries, DateOnly today)
    {
        var term = WrittenTerm.In(chunk);
        var (code, after) = kinds.FindWithin(term.Rest);
        // Whoever is retired may be willing, which stands behind it.
        var kind = code == "retired" && kinds.FindWithin(after).Code == "retired_willing" ? "retired_willing" : code;
        if (kind is null || term.Until <= (term.From ?? today))
            return new(null, ProblemKind.AvailabilityUnknown);
        return new(
            new Availability
            {
                Kind = SnakeCase.Parse<AvailabilityKind>(kind), ValidFrom = term.From ?? today, ValidUntil = term.Until,
                CountryCode = kind == "overseas" && countries.FindWithin(after).Code is { } country and not "VN" ? country : null,
            },
            term.From is null ? ProblemKind.AvailabilitySinceAssumed : null);
    }
}
