using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>What a part of a cell tells: a record that lacks only its keys, or why there is none.</summary>
/// <typeparam name="TRecord">Kind of the record.</typeparam>
/// <param name="Record">The record; null where nothing can be kept.</param>
/// <param name="Problem">What is wrong or was inferred.</param>
internal sealed record RecordFound<TRecord>(TRecord? Record, ProblemKind? Problem) where TRecord : DossierRecord;
