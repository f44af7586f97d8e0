using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>Reads cells of columns of recognised talent: "Thu hút theo Nghị định 140/2017/NĐ-CP (2019)", "QĐ số 123/QĐ-UBND ngày 12/05/2020".</summary>
/// <param name="vocabulary">Words of policies and of reasons of an end.</param>
internal sealed class TalentCells(ImportVocabulary vocabulary)
{
    private readonly TermCells<TalentRecognition> cells = new(
        ProblemKind.TalentUndated, (heading, chunk) => [One(heading, chunk, vocabulary.Words("talent_scheme"), vocabulary.Words("talent_end"))]);

    /// <summary>The recognitions of a cell; the heading may tell the policy.</summary>
    public IReadOnlyList<RecordFound<TalentRecognition>> Read(string heading, string cell) => cells.Read(heading, cell);

    private static RecordFound<TalentRecognition> One(string heading, string chunk, WordList schemes, WordList ends)
    {
        var decision = WrittenDecision.In(chunk);
        var term = WrittenTerm.In(decision.Rest);
        var scheme = schemes.FindWithin(decision.Law).Code ?? schemes.FindWithin(term.Rest).Code ?? (term.Rest.Any(char.IsLetter) ? null : schemes.FindWithin(heading).Code ?? "other_scheme");
        if (scheme is null)
            return new(null, ProblemKind.TalentUnknown);
        if ((term.From ?? decision.Day) is not { } from || term.Until <= from)
            return new(null, ProblemKind.TalentUndated);
        return new(
            new TalentRecognition
            {
                Scheme = SnakeCase.Parse<TalentScheme>(scheme), DecisionNumber = decision.Number, ValidFrom = from, ValidUntil = term.Until,
                EndReason = term.Until is not null && ends.FindWithin(term.Rest).Code is { } end ? SnakeCase.Parse<TalentEnd>(end) : null,
            },
            null);
    }
}
