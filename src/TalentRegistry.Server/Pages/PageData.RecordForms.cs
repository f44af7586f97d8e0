using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    // The agency that will keep a new dossier, beside what is told of the person.
    private const string Keeper = "agency_id";
    private const string Death = "deceased_on";

    /// <summary>A form for somebody who is to be registered.</summary>
    public Task<RecordFormPage> NewPersonAsync(Caller caller, CancellationToken cancellationToken) => InSessionAsync(caller, async session =>
        new RecordFormPage(null, await BlankAsync(session, DossierPart.Person, [.. DossierEdits.FieldsOf(DossierPart.Person), Keeper], cancellationToken)), cancellationToken);

    /// <summary>A form for a new record of a person; null where the officer's agencies keep no such dossier.</summary>
    public Task<RecordFormPage?> NewRecordAsync(Guid person, DossierPart part, Caller caller, CancellationToken cancellationToken) => InSessionAsync<RecordFormPage?>(caller, async session =>
        await NamedAsync(session, person, cancellationToken) is { } head
            ? new RecordFormPage((person, head.Name), await BlankAsync(session, part, DossierEdits.FieldsOf(part), cancellationToken))
            : null, cancellationToken);

    /// <summary>A form with the values of a record; null where the officer's agencies keep no such record.</summary>
    public async Task<RecordFormPage?> WholeRecordAsync(Guid person, DossierPart part, Guid id, Caller caller, CancellationToken cancellationToken) =>
        await InSessionAsync(caller, session => NamedAsync(session, person, cancellationToken), cancellationToken) is { } head
            && await EditedAsync(person, part, id, caller, cancellationToken) is { } record
            ? new RecordFormPage((person, head.Name), record)
            : null;

    /// <summary>A form for the day on which somebody died; null where the officer's agencies keep no such dossier.</summary>
    public Task<RecordFormPage?> DeathAsync(Guid person, Caller caller, CancellationToken cancellationToken) => InSessionAsync<RecordFormPage?>(caller, async session =>
        await NamedAsync(session, person, cancellationToken) is { } head
            ? new RecordFormPage(
                (person, head.Name),
                new EditedRecord(DossierPart.Person, person, head.Version, [new EditedField(Death, head.DiedOn, FieldKind.Day, true, [], [])], await NamesAsync(session, [], cancellationToken)), IsDeath: true)
            : null, cancellationToken);

    /// <summary>Writes what a form says, or holds it against the rules that hold for every door.</summary>
    /// <param name="person">Whose record; null where the person is to be registered.</param>
    /// <param name="entered">What was entered, by column.</param>
    /// <param name="keep">Whether it is written.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="caller">The officer.</param>
    /// <param name="write">Makes the change of the values as the database writes them; tells whose page is to be seen then.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>What spoke against it; else where to go on.</returns>
    /// <exception cref="RecordNotFoundException">The officer's agencies keep no such record.</exception>
    internal async Task<(RecordRefused? Refused, string? GoOn)> WriteFormAsync(
        Guid? person, Dictionary<string, string?> entered, bool keep, EditTerms terms, Caller caller,
        Func<RegistrySession, IReadOnlyDictionary<string, string?>, Task<string>> write, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        try
        {
            var values = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var (column, text) in entered.ToList())
            {
                values[column] = EditedField.Read(column, text);
                if (values[column] is not { } typed || !PlaceFields.Contains(column, StringComparer.Ordinal))
                    continue;

                var found = await PlacesLikeAsync(session, column, typed, cancellationToken);
                if (found is not [var one])
                    return (new RecordRefused(entered, new RestoreRefused([], AmbiguousPlace(terms, typed, found), terms.Why)), null);
                values[column] = one.Id;
                // What is shown again is what can be read, and is understood.
                entered[column] = column == Keeper ? one.Code : one.Id;
            }

            var goOn = await write(session, values);
            if (!keep)
                return (null, null);

            await session.LogReadAsync([.. terms.LookedInto], cancellationToken);
            await session.CommitAsync(cancellationToken);
            return (null, goOn);
        }
        catch (StaleRecordException stale)
        {
            await database.LogReadAsync(caller, [.. Told()], cancellationToken);
            return (new RecordRefused(entered, new RestoreRefused([], stale.Message, terms.Why)), null);
        }
        catch (AggregateException refused) when (refused.InnerExceptions.All(each => each is RuleBrokenException))
        {
            // What rules say may tell of the dossier, and of others who are like somebody new.
            await database.LogReadAsync(caller, [.. Told()], cancellationToken);
            return (new RecordRefused(entered, new RestoreRefused([.. refused.InnerExceptions.Cast<RuleBrokenException>()], null, terms.Why)), null);
        }

        IEnumerable<Guid> Told() => person is { } known ? terms.LookedInto.Append(known).Distinct() : terms.LookedInto;
    }

    private static async Task<(string Name, int Version, string? DiedOn)?> NamedAsync(RegistrySession session, Guid person, CancellationToken cancellationToken)
    {
        var rows = await session.ReadAsync(
            "SELECT full_name, version, deceased_on::text FROM registry.person WHERE id = $1", row => (row.GetString(0), row.GetInt32(1), row.Text(2)), cancellationToken, person);
        if (rows is not [var head])
            return null;

        await session.LogReadAsync([person], cancellationToken);
        return head;
    }

    private async Task<EditedRecord> BlankAsync(RegistrySession session, DossierPart part, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        var options = await OptionsAsync(session, columns, cancellationToken);
        return new EditedRecord(
            part, Guid.Empty, 0, [.. columns.Select(column => column == Keeper && part == DossierPart.Person
                ? new EditedField(Keeper, null, FieldKind.Place, true, [], [])
                // Of a day of birth the year follows.
                : FieldOf(part, column, default, options, []) is { Column: "birth_year" } year ? year with { IsRequired = false }
                : FieldOf(part, column, default, options, []))], await NamesAsync(session, [], cancellationToken));
    }
}
