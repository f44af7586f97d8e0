using System.Text;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Access;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.People;

/// <summary>Fifteen people kept by two agencies; the officer's is the first, with the one below it.</summary>
public sealed class NamedPeople : ReferenceDatabase
{
    public static readonly Guid Officer = new(1, 0, 0, new byte[8]);
    public static readonly Guid Ward = new(11, 0, 0, new byte[8]);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await using var fill = Database.Owner.CreateCommand(
            """
            INSERT INTO registry.agency (id, code, name, kind, sector_code, ownership, parent_id, valid_from)
              SELECT id::uuid, code, code, 'office', (SELECT min(code) FROM reference.sector), 'state', parent::uuid, '1990-01-01'
                FROM (VALUES ('0000000a-0000-0000-0000-000000000000', 'OWN', NULL), ('0000000b-0000-0000-0000-000000000000', 'WARD', '0000000a-0000-0000-0000-000000000000'),
                             ('0000000c-0000-0000-0000-000000000000', 'OTHER', NULL)) a (id, code, parent);
            INSERT INTO registry.person (id, full_name, birth_year, sex, ethnic_group_code, keeper_id, staff_code, citizen_id_cipher, citizen_id_hash)
              SELECT gen_random_uuid(), name, year, 'female', '01', ('0000000' || keeper || '-0000-0000-0000-000000000000')::uuid, code,
                     decode(repeat('00', 41) || '0102030405060708', 'hex') || substr(hash, 2), decode(repeat(encode(hash, 'hex'), 32), 'hex')
                FROM (VALUES ('Nguyễn Thị Hường', 1980, 'a', 'VC-0001', '\x01'::bytea), ('Nguyễn Thị Hương', 1981, 'a', 'VC-0002', NULL), ('Nguyễn Thị Thu Hường', 1985, 'a', NULL, NULL),
                             ('Hường Thị Nguyễn', 1990, 'b', NULL, NULL), ('Nguyễn Thị Hường', 1975, 'c', 'VC-0003', '\x03'), ('Lê Hòa', 1970, 'a', NULL, NULL),
                             ('Lê Hoà', 1971, 'a', NULL, NULL), ('Lê Hoa', 1972, 'a', NULL, NULL), ('Đặng Đức Độ', 1973, 'a', NULL, NULL), ('Dang Duc Do', 1974, 'a', NULL, NULL),
                             ('H''Hen Niê', 1992, 'b', NULL, NULL), ('Trần Quốc Khánh', 1966, 'a', '100%', NULL), ('Lò Văn Nghiệp', 1967, 'a', NULL, NULL), ('A', 1968, 'a', NULL, NULL),
                             (normalize('Phạm Thuỷ', NFD), 1969, 'a', NULL, NULL)) p (name, year, keeper, code, hash);
            INSERT INTO access.account (id, name, display_name, role, password_hash) VALUES ('00000001-0000-0000-0000-000000000000', 'officer', 'Officer', 'hr', 'none');
            INSERT INTO access.scope (account_id, agency_id) VALUES ('00000001-0000-0000-0000-000000000000', '0000000a-0000-0000-0000-000000000000');
            """);
        await fill.ExecuteNonQueryAsync();
    }

    public static byte[] Hash(byte number) => [.. Enumerable.Repeat(number, 32)];

    public Task<IReadOnlyList<PersonHit>> FindAsync(string text, Guid? agency = null, byte[]? hash = null, int most = 20, int skip = 0) => Database.SearchPeopleAsync(
        new Caller(Officer, Role.Hr, "test", "test"), new SearchedPeople(text, agency, hash, most, skip), CancellationToken.None);
}

public sealed class PeopleSearchTests(NamedPeople people) : IClassFixture<NamedPeople>
{
    [Theory]
    [InlineData("nguyen thi huong", "Nguyễn Thị Hương|Nguyễn Thị Hường|Nguyễn Thị Thu Hường|Hường Thị Nguyễn")]
    [InlineData("Hường Nguyễn Thị", "Nguyễn Thị Hường|Nguyễn Thị Thu Hường|Hường Thị Nguyễn|Nguyễn Thị Hương")]
    [InlineData("NGUYỄN THỊ HƯƠNG", "Nguyễn Thị Hương|Nguyễn Thị Hường|Nguyễn Thị Thu Hường|Hường Thị Nguyễn")]
    [InlineData("thu huong", "Nguyễn Thị Thu Hường")]
    [InlineData("nguyen thi huong 1981", "Nguyễn Thị Hương")]
    [InlineData("le hoa", "Lê Hoa|Lê Hoà|Lê Hòa")]
    [InlineData("lê hoa", "Lê Hoa|Lê Hoà|Lê Hòa")]
    [InlineData("dang duc do", "Dang Duc Do|Đặng Đức Độ")]
    [InlineData("đặng đức độ", "Đặng Đức Độ|Dang Duc Do")]
    [InlineData("h hen", "H'Hen Niê")]
    [InlineData("h'hen nie", "H'Hen Niê")]
    [InlineData("tran quoc kha", "Trần Quốc Khánh")]
    [InlineData("tran quoc khanhh", "Trần Quốc Khánh")]
    [InlineData("tran qouc khanh", "Trần Quốc Khánh")]
    [InlineData("tan quoc kanh", "Trần Quốc Khánh")]
    [InlineData("lo van nghep", "Lò Văn Nghiệp")]
    [InlineData("a", "A")]
    [InlineData("pham thuy", "Phạm Thuỷ")]
    [InlineData("vc-0001", "Nguyễn Thị Hường")]
    [InlineData("0002", "Nguyễn Thị Hương")]
    [InlineData("00%", "Trần Quốc Khánh")]
    [InlineData("0_0", "")]
    [InlineData("12", "")]
    [InlineData("", "")]
    [InlineData("'; DROP TABLE registry.person; --", "")]
    [InlineData("$1 %s %L", "")]
    [InlineData("nobody like that", "")]
    public async Task Name_is_found_whatever_its_order_marks_and_small_errors_and_the_exact_one_first(string text, string expected)
    {
        var found = (await people.FindAsync(text)).Select(person => person.Name.Normalize(NormalizationForm.FormC));

        // Names of similar spelling may follow.
        var wanted = expected.Split('|', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(wanted, wanted.Length == 0 ? found : found.Take(wanted.Length));
    }

    [Theory]
    [InlineData("Lê Hoà", 2)]
    [InlineData("Lê Hòa", 2)]
    [InlineData("Phạm Thủy", 1)]
    public async Task Place_of_the_tone_mark_and_decomposed_letters_make_no_difference(string name, int whole)
    {
        foreach (var form in new[] { NormalizationForm.FormC, NormalizationForm.FormD })
            Assert.Equal(whole, (await people.FindAsync(name.Normalize(form))).Count(person => person is { Rank: 1, Reasons: "WHOLE_NAME,MARKS" }));
    }

    [Fact]
    public async Task Reasons_and_ranks_tell_how_far_the_text_fits()
    {
        Assert.Equal(["WHOLE_NAME,MARKS", "MARKS", "MARKS", "WHOLE_NAME"], (await people.FindAsync("Nguyễn Thị Hường")).Select(p => p.Reasons));
        var ranks = (await people.FindAsync("nguyễn thi huong")).Select(p => p.Rank).ToList();
        Assert.Equal(ranks.OrderDescending(), ranks);
        Assert.All(ranks, rank => Assert.InRange(rank, 0, 1));
        Assert.Equal(["SPELLING"], (await people.FindAsync("tran qouc khanh")).Select(p => p.Reasons));
        Assert.Equal(["WHOLE_NAME,BIRTH_YEAR"], (await people.FindAsync("nguyen thi huong 1981")).Select(p => p.Reasons));
        Assert.Equal(["STAFF_CODE"], (await people.FindAsync("VC-0001")).Select(p => p.Reasons));
    }

    [Fact]
    public async Task Nobody_outside_the_officers_agencies_is_found_by_anything()
    {
        Assert.DoesNotContain(await people.FindAsync("Nguyễn Thị Hường"), person => person.BirthYear == 1975);
        Assert.Empty(await people.FindAsync("VC-0003"));
        Assert.Empty(await people.FindAsync("012345678901", hash: NamedPeople.Hash(3)));
        Assert.Single(await people.FindAsync("012345678901", hash: NamedPeople.Hash(1)));
        Assert.Empty(await people.FindAsync("", new Guid(12, 0, 0, new byte[8])));
    }

    [Fact]
    public async Task People_are_found_by_the_last_digits_of_their_citizen_ID_alone_or_with_their_name()
    {
        byte[] four = [1, 2, 3, 4], six = [1, 2, 3, 4, 5, 6, 7, 8];

        // Of the two who have these digits one is kept by another agency.
        var found = Assert.Single(await people.FindAsync("9876", hash: four));
        Assert.Equal(("Nguyễn Thị Hường", 1980, "CITIZEN_ID_PART"), (found.Name, found.BirthYear, found.Reasons));
        Assert.Equal(["Nguyễn Thị Hường"], (await people.FindAsync("549876", hash: six)).Select(person => person.Name));
        Assert.Empty(await people.FindAsync("549876", hash: [1, 2, 3, 4, 5, 6, 7, 9]));
        var named = Assert.Single(await people.FindAsync("Hường 9876", hash: four), person => person.Reasons.StartsWith("MARKS", StringComparison.Ordinal));
        Assert.Equal(("Nguyễn Thị Hường", "MARKS,CITIZEN_ID_PART"), (named.Name, named.Reasons));
        Assert.Empty(await people.FindAsync("Lê 9876", hash: four));
    }

    [Fact]
    public async Task Agency_narrows_to_itself_and_those_below_and_needs_no_text()
    {
        Assert.Equal(["H'Hen Niê", "Hường Thị Nguyễn"], (await people.FindAsync("", NamedPeople.Ward)).Select(person => person.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["Hường Thị Nguyễn"], (await people.FindAsync("huong", NamedPeople.Ward)).Select(person => person.Name));
        Assert.Equal(14, (await people.FindAsync("", new Guid(10, 0, 0, new byte[8]))).Count);
    }

    [Fact]
    public async Task No_more_than_asked_for_and_nobody_twice()
    {
        Assert.Equal(3, (await people.FindAsync("nguyen", most: 3)).Count);
        var all = await people.FindAsync("nguyen");
        Assert.Equal(all.Count, all.Select(person => person.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("nguyen")]
    [InlineData("Nguyễn Thị")]
    [InlineData("nguyen thi huong")]
    [InlineData("h")]
    public async Task Pages_one_after_another_are_the_whole_list(string text)
    {
        var whole = await people.FindAsync(text);
        var paged = new List<PersonHit>();
        for (var page = await people.FindAsync(text, most: 2); page.Count > 0; page = await people.FindAsync(text, most: 2, skip: paged.Count))
            paged.AddRange(page);

        Assert.Equal(whole.Select(person => person.Id), paged.Select(person => person.Id));
    }

    [Fact]
    public async Task Whether_somebody_has_a_word_is_asked_of_the_index_of_words()
    {
        await using var connection = await people.Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("SELECT registry.near_words('khanhh', '{}')", connection, transaction);

        Assert.Equal(["khanh"], (string[])(await command.ExecuteScalarAsync())!);

        command.CommandText = "SELECT seq_scan FROM pg_stat_xact_all_tables WHERE relid = 'registry.person'::regclass";
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData(Role.Planner)]
    [InlineData(Role.Leader)]
    [InlineData(Role.Admin)]
    [InlineData(Role.Auditor)]
    public async Task Only_HR_officers_may_search(Role role)
    {
        var fault = await Assert.ThrowsAsync<PostgresException>(() => people.Database.SearchPeopleAsync(
            new Caller(NamedPeople.Officer, role, "test", "test"), new SearchedPeople("huong", null, null, 5), CancellationToken.None));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, fault.SqlState);
    }
}
