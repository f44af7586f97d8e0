using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Duplicates;
using TalentRegistry.Data.Views;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    private const string Pair =
        "SELECT id, probability, reasons, state, one_id, other_id, former_id, decided_at, decided_by_name, why FROM duplicates.current_pair";

    /// <summary>Pairs that may be of one person, the most probable first; everyone shown is logged as read.</summary>
    /// <param name="state">Decided so.</param>
    /// <param name="offset">How many to leave out from the start, 0 or more.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<DuplicateList> DuplicatesAsync(DuplicateState state, int offset, int limit, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var total = await session.ReadAsync(
            "SELECT count(*)::int FROM duplicates.current_pair WHERE state = $1", row => row.GetInt32(0), cancellationToken, SnakeCase.Of(state));
        var found = await session.ReadAsync(
            $"{Pair} WHERE state = $1 ORDER BY probability DESC, id OFFSET $2 LIMIT $3", PairOf, cancellationToken, SnakeCase.Of(state), offset, limit);
        Guid[] people = [.. found.SelectMany(pair => new[] { pair.One, pair.Other }).Distinct()];
        var heads = (await HeadsAsync(session, people, cancellationToken)).ToDictionary(head => head.Id);
        // Who left the scope between the two reads is in neither.
        var rows = found.Where(pair => heads.ContainsKey(pair.One) && heads.ContainsKey(pair.Other))
            .Select(pair => pair.Row with { One = heads[pair.One], Other = heads[pair.Other] }).ToList();
        var searched = await session.ReadAsync("SELECT max(ended_at) FROM duplicates.search", row => row.IsDBNull(0) ? (DateTimeOffset?)null : row.GetFieldValue<DateTimeOffset>(0), cancellationToken);
        var across = await session.CountPairsAcrossScopesAsync(cancellationToken);
        foreach (var read in people.Chunk(PeopleLoggedAtOnce))
            await session.LogReadAsync(read, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return new DuplicateList(total.Single(), across, searched.Single(), rows);
    }

    /// <summary>Two dossiers side by side, logged as read; null where there is no such pair of which the officer may see both.</summary>
    public async Task<DuplicatePage?> DuplicateAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        if (await session.ReadAsync($"{Pair} WHERE id = $1", PairOf, cancellationToken, id) is not [var (row, one, other)])
            return null;

        var page = new DuplicatePage(row, await SideAsync(session, one, cancellationToken), await SideAsync(session, other, cancellationToken));
        await session.LogReadAsync([.. new[] { one, other }.Distinct()], cancellationToken);
        await session.CommitAsync(cancellationToken);
        return page with { Row = row with { One = page.One.Head, Other = page.Other.Head } };
    }

    /// <summary>Who has the records of a person now, if merged into someone whom the caller may see; else null.</summary>
    public async Task<Guid?> KeptPersonAsync(Guid former, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var kept = await session.ReadAsync("SELECT kept_id FROM duplicates.former_person WHERE person_id = $1", row => row.GetGuid(0), cancellationToken, former);
        return kept is [var person] ? person : null;
    }

    /// <summary>Makes a decision and keeps it; null when it was made.</summary>
    /// <param name="decide">The decision.</param>
    /// <param name="form">What was chosen and written, for the page that comes back.</param>
    /// <param name="caller">Who decides.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="RecordNotFoundException">There is nothing to decide on that the officer may see.</exception>
    public async Task<DecisionRefused?> DecideAsync(Func<RegistrySession, Task> decide, IFormCollection form, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        try
        {
            await decide(session);
            await session.CommitAsync(cancellationToken);
            return null;
        }
        catch (Exception refused) when (refused is StaleRecordException or MergeBuiltOnException)
        {
            return new DecisionRefused([], refused.Message, form);
        }
        catch (AggregateException refused) when (refused.InnerExceptions.All(each => each is RuleBrokenException))
        {
            return new DecisionRefused([.. refused.InnerExceptions.Cast<RuleBrokenException>()], null, form);
        }
    }

    private static async Task<DuplicateSide> SideAsync(RegistrySession session, Guid person, CancellationToken cancellationToken) => new(
        (await HeadAsync(session, person, cancellationToken))!,
        (await session.ReadAsync("SELECT version FROM registry.person WHERE id = $1", row => row.GetInt32(0), cancellationToken, person)).Single(),
        await DegreesAsync(session, person, cancellationToken),
        await PostingsAsync(session, person, cancellationToken),
        await RecordsAsync(session, person, cancellationToken));

    private static (DuplicateRow Row, Guid One, Guid Other) PairOf(Npgsql.NpgsqlDataReader row) => (
        new DuplicateRow(
            row.GetGuid(0), row.GetDouble(1), row.GetString(2), SnakeCase.Parse<DuplicateState>(row.GetString(3)), null!, null!, row.IsDBNull(6) ? null : row.GetGuid(6),
            row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7), row.Text(8), row.Text(9)),
        row.GetGuid(4), row.GetGuid(5));
}
