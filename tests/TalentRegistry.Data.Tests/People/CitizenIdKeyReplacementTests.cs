using System.Globalization;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Tests.People;

public sealed class CitizenIdKeyReplacementTests : IAsyncLifetime
{
    private readonly PopulatedDatabase registry = new();
    private readonly string directory = Directory.CreateTempSubdirectory("talentregistry-keys-").FullName;

    public async Task InitializeAsync()
    {
        await registry.InitializeAsync();
        new CitizenIdKeyFile(directory).Write(new byte[32]);
    }

    public async Task DisposeAsync()
    {
        await registry.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Everyone_is_read_and_found_under_the_new_key_and_nothing_else_of_them_has_changed()
    {
        const string Others = "SELECT id || ' ' || (to_jsonb(p) - 'citizen_id_cipher' - 'citizen_id_hash')::text FROM registry.person p ORDER BY id";
        using var open = new CitizenIdLookup(directory, registry.Database);
        var (before, others, changes) = (await NumbersAsync(), await ColumnAsync(Others), await ScalarAsync("SELECT count(*) FROM history.change"));
        var (person, number) = before.First();
        Assert.Equal(person, await open.FindAsync(number, CancellationToken.None));

        var done = await Replacement().RunAsync(null, CancellationToken.None);

        Assert.Equal((before.Count, false), (done.People, done.Resumed));
        Assert.Equal(before, await NumbersAsync());
        Assert.Equal(others, await ColumnAsync(Others));
        Assert.Equal(before.Count.ToString(CultureInfo.InvariantCulture), await ScalarAsync($"SELECT count(*) FROM registry.person WHERE encode(substr(citizen_id_cipher, 50), 'hex') = '{done.KeyId}'"));
        // A server that had opened the old key goes on: it finds, and finds by last digits.
        Assert.Equal(person, await open.FindAsync(number, CancellationToken.None));
        var end = Convert.ToHexStringLower((await open.SoughtAsync(number.ToString()[^6..], CancellationToken.None))!);
        Assert.Equal(person.ToString(), await ScalarAsync($"SELECT id FROM registry.person WHERE substr(citizen_id_cipher, 42, 8) = '\\x{end}' AND id = '{person}'"));
        // The history tells that it was done, and nothing of anybody.
        Assert.Equal((long.Parse(changes, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture), await ScalarAsync("SELECT count(*) FROM history.change"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Broken_off_it_leaves_everything_as_it_was_and_is_taken_up_again(int parts)
    {
        var before = await NumbersAsync();
        var seen = 0;
        var broken = new CitizenIdKeyReplacement(directory, registry.Database)
        {
            PartSize = 300,
            AfterPart = () =>
            {
                if (++seen == parts)
                    throw new IOException("killed");
            },
        };

        await Assert.ThrowsAsync<IOException>(() => broken.RunAsync(null, CancellationToken.None));
        var between = await NumbersAsync();
        using var late = new CitizenIdLookup(directory, registry.Database);
        var found = await late.FindAsync(before.First().Value, CancellationToken.None);
        var done = await Replacement().RunAsync(null, CancellationToken.None);

        Assert.Equal(before, between);
        Assert.Equal(before.First().Key, found);
        Assert.True(done.Resumed);
        Assert.Equal(2, new CitizenIdKeyFile(directory).Read().Count);
        Assert.Equal(before, await NumbersAsync());
    }

    [Fact]
    public async Task Two_at_once_are_one()
    {
        Task<KeyReplaced>? other = null;
        var first = new CitizenIdKeyReplacement(directory, registry.Database)
        {
            AfterPart = () => other ??= Replacement().RunAsync(null, CancellationToken.None),
        };

        await first.RunAsync(null, CancellationToken.None);

        await Assert.ThrowsAsync<OperatorException>(() => other!);
    }

    [Fact]
    public async Task A_former_key_goes_only_when_nothing_is_under_it_and_everything_is_read_without_it()
    {
        var before = await NumbersAsync();
        Assert.Equal(0, await Replacement().RetireAsync(CancellationToken.None));
        await Replacement().RunAsync(null, CancellationToken.None);
        await Replacement().RunAsync(null, CancellationToken.None);

        var gone = await Replacement().RetireAsync(CancellationToken.None);

        Assert.Equal(2, gone);
        Assert.Single(new CitizenIdKeyFile(directory).Read());
        Assert.Equal(before, await NumbersAsync());
        Assert.Equal(["retired", "retired", "current"], (await Replacement().KeysAsync(CancellationToken.None)).Select(key => key.State));
    }

    [Fact]
    public async Task A_past_state_comes_back_under_the_new_key_even_when_the_old_one_has_gone()
    {
        var (person, number) = (await NumbersAsync()).First(each => registry.Dossiers.Any(dossier => dossier.Person.Id == each.Key && registry.HrAgencies.Contains(dossier.Person.KeeperId)));
        using var citizenIds = new CitizenIdLookup(directory, registry.Database);
        var edits = new DossierEdits(citizenIds, TimeProvider.System);
        await AsOfficerAsync(session => edits.CorrectPersonAsync(session, person, 1, stored => stored with { CitizenId = null }, Terms, CancellationToken.None));
        await Replacement().RunAsync(null, CancellationToken.None);
        await Replacement().RunAsync(null, CancellationToken.None);
        await Replacement().RetireAsync(CancellationToken.None);
        var change = long.Parse(await ScalarAsync($"SELECT max(id) FROM history.change WHERE person_id = '{person}'"), CultureInfo.InvariantCulture);
        using var fresh = new CitizenIdLookup(directory, registry.Database);

        await AsOfficerAsync(session => new DossierEdits(fresh, TimeProvider.System).RestoreAsync(session, person, change, 2, Terms, CancellationToken.None));

        Assert.Equal(number, (await NumbersAsync())[person]);
        Assert.Equal(person, await fresh.FindAsync(number, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_written_under_a_replaced_key_is_refused()
    {
        using var old = new CitizenIdProtector(new byte[32]);
        await Replacement().RunAsync(null, CancellationToken.None);
        var person = (await NumbersAsync()).First().Key;
        var form = old.Protect(person, CitizenId.Compose("011", Sex.Male, 1970, 42));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(
            $"UPDATE registry.person SET citizen_id_cipher = '\\x{Convert.ToHexStringLower(form.Cipher)}', citizen_id_hash = '\\x{Convert.ToHexStringLower(form.Hash)}' WHERE id = '{person}'"));

        Assert.Equal(PostgresErrorCodes.SerializationFailure, refused.SqlState);
    }

    [Fact]
    public async Task A_citizen_id_that_no_key_opens_stops_it_before_anything_is_done()
    {
        var person = (await NumbersAsync()).Last().Key;
        await ScalarAsync($"UPDATE registry.person SET citizen_id_cipher = '\\x0304' WHERE id = '{person}'");

        var refused = await Assert.ThrowsAsync<OperatorException>(() => Replacement().RunAsync(null, CancellationToken.None));

        Assert.Contains(person.ToString(), refused.Message, StringComparison.Ordinal);
    }

    private static EditTerms Terms => new("vi", "Thử", []);

    private CitizenIdKeyReplacement Replacement() => new(directory, registry.Database);

    private async Task AsOfficerAsync(Func<RegistrySession, Task> act)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        await act(session);
        await session.CommitAsync(CancellationToken.None);
    }

    // With a protector of its own: what stands in the database is what is read.
    private async Task<SortedDictionary<Guid, CitizenId>> NumbersAsync()
    {
        using var protector = await CitizenIdProtector.OpenAsync(directory, registry.Database, CancellationToken.None);
        await using var command = registry.Database.Owner.CreateCommand("SELECT id, citizen_id_cipher, citizen_id_hash FROM registry.person WHERE citizen_id_cipher IS NOT NULL");
        await using var reader = await command.ExecuteReaderAsync();
        var numbers = new SortedDictionary<Guid, CitizenId>();
        while (await reader.ReadAsync())
        {
            var number = protector.Reveal(reader.GetGuid(0), reader.GetFieldValue<byte[]>(1));
            Assert.Equal(protector.Hash(number), reader.GetFieldValue<byte[]>(2));
            numbers.Add(reader.GetGuid(0), number);
        }

        return numbers;
    }

    private async Task<List<string>> ColumnAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
            values.Add(reader.GetString(0));
        return values;
    }

    private async Task<string> ScalarAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? "";
    }
}
