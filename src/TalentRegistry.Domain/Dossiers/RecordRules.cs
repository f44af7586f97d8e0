using TalentRegistry.Domain.Records;

namespace TalentRegistry.Domain.Dossiers;

/// <summary>Nobody has a record before the year of the age at which its kind can be had.</summary>
public sealed class RecordNotTooEarly() : DossierRule("RECORD_TOO_EARLY", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from record in dossier.Of<DossierRecord>()
        let start = record.Value.Start()
        where start.Day?.Year < dossier.Person.BirthYear + record.Value.YoungestAge
        select OfRecord(
            record.Key, record.Value, start.Field, $"{Day(start.Day!.Value)} là trước khi đủ {record.Value.YoungestAge} tuổi (sinh năm {dossier.Person.BirthYear}).",
            $"{Day(start.Day!.Value)} is before the age of {record.Value.YoungestAge} (born in {dossier.Person.BirthYear}).");
}

/// <summary>Nothing begins after death.</summary>
public sealed class RecordWhileAlive() : DossierRule("RECORD_AFTER_DEATH", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from record in dossier.Of<DossierRecord>()
        let start = record.Value.Start()
        // Honours are given to the dead, too.
        where record.Value is not Award && start.Day > dossier.Person.DeceasedOn
        select OfRecord(
            record.Key, record.Value, start.Field, $"{Day(start.Day!.Value)} là sau ngày mất {Day(dossier.Person.DeceasedOn!.Value)}.",
            $"{Day(start.Day!.Value)} is after death on {Day(dossier.Person.DeceasedOn!.Value)}.");
}

/// <summary>What has an end ends after it begins; a certificate is valid until after its issue.</summary>
public sealed class RecordEndsAfterItStarts() : DossierRule("RECORD_ENDS_FIRST", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from record in dossier.Of<DossierRecord>()
        let end = record.Value.End()
        where end.Day <= record.Value.Start().Day
        select OfRecord(
            record.Key, record.Value, end.Field, $"Kết thúc {Day(end.Day!.Value)} không sau ngày bắt đầu {Day(record.Value.Start().Day!.Value)}.",
            $"The end, {Day(end.Day!.Value)}, is not after the start, {Day(record.Value.Start().Day!.Value)}.");
}

/// <summary>What begins in the future has been decided, perhaps; more often a year is mistyped.</summary>
public sealed class RecordNotInTheFuture() : DossierRule("RECORD_IN_FUTURE", FindingSeverity.Warning)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from record in dossier.Of<DossierRecord>()
        let start = record.Value.Start()
        where start.Day > context.Today
        select OfRecord(
            record.Key, record.Value, start.Field, $"Ngày bắt đầu {Day(start.Day!.Value)} ở tương lai.", $"The start, {Day(start.Day!.Value)}, is in the future.");
}

/// <summary>Two records of a kind that cannot both be true, or hardly.</summary>
/// <typeparam name="TRecord">The kind.</typeparam>
/// <param name="code">Stable code.</param>
/// <param name="severity">What becomes of a change that brings it.</param>
/// <param name="field">The value concerned.</param>
/// <param name="vi">What is said of it.</param>
/// <param name="en">The same in English.</param>
public abstract class NotBoth<TRecord>(string code, FindingSeverity severity, string field, string vi, string en) : DossierRule(code, severity)
    where TRecord : DossierRecord
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from record in dossier.Of<TRecord>()
        where dossier.Of<TRecord>().Any(other => other.Key != record.Key && Contradict(record.Value, other.Value))
        select OfRecord(record.Key, record.Value, field, vi, en);

    /// <summary>Whether they contradict each other.</summary>
    protected abstract bool Contradict(TRecord one, TRecord other);
}
