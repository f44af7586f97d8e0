using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>Reads cells of columns of extended working age: "01/03/2025 - 28/02/2027, phó giáo sư, QĐ 12/QĐ-BNV".</summary>
/// <param name="vocabulary">Words of grounds in law.</param>
internal sealed class ExtensionCells(ImportVocabulary vocabulary)
{
    private readonly TermCells<WorkingAgeExtension> cells = new(ProblemKind.ExtensionUndated, (_, chunk) => [One(chunk, vocabulary.Words("extension_ground"))]);

    /// <summary>The extensions of a cell. A ground that is not written is another one.</summary>
    public IReadOnlyList<RecordFound<WorkingAgeExtension>> Read(string heading, string cell) => cells.Read(heading, cell);

    private static RecordFound<WorkingAgeExtension> One(string chunk, WordList grounds)
    {
        var decision = WrittenDecision.In(chunk);
        var term = WrittenTerm.In(decision.Rest);
        if (term.From is not { } from || term.Until is not { } until || until <= from)
            return new(null, ProblemKind.ExtensionUndated);
        var ground = grounds.FindWithin(decision.Law).Code ?? grounds.FindWithin(term.Rest).Code ?? "other_ground";
        return new(new WorkingAgeExtension { ValidFrom = from, ValidUntil = until, Ground = SnakeCase.Parse<ExtensionGround>(ground), DecisionNumber = decision.Number }, null);
    }
}
