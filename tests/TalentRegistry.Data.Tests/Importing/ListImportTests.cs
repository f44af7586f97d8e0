using System.Globalization;
using System.Text;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.History;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Output;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Data.Work;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Tests.Importing;

/// <summary>Lists held against the registry, written into it and taken back, under an officer's rights.</summary>
public sealed class ListImportTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>, IDisposable
{
    private const string Header = "Họ và tên;Ngày sinh;Giới tính;Dân tộc;Số CCCD;Mã cán bộ;Đơn vị;Trình độ;Chuyên ngành;Năm tốt nghiệp;Chức vụ;Nghề nghiệp;Loại hợp đồng;Từ ngày";
    private readonly string _folder = Directory.CreateTempSubdirectory("talentregistry-import-").FullName;
    private CitizenIdLookup? _citizenIds;

    private string Own => registry.Agencies[0].Code;

    public void Dispose()
    {
        _citizenIds?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task New_people_come_with_degree_posting_and_history_and_the_same_file_changes_nothing_again()
    {
        var list = ListOf(Row("Lò Văn Nhập", "05/03/1990", id: Id(1990, 501)), Row("Quàng Thị Mới", "07/08/1991", sex: "Nữ", id: Id(1991, 502, Sex.Female)));

        var preview = await PreviewAsync(list);
        Assert.Equal((2, 0), (preview.Counts.New, await CountAsync("registry.person WHERE full_name = 'Lò Văn Nhập'")));
        var first = await CommitAsync(list);
        var second = await CommitAsync(list);

        Assert.NotNull(first.Id);
        Assert.Equal(new CommittedImport(null, new ImportCounts(0, 0, 2, 0, 0, 0, 0)), second);
        Assert.Equal(1, await CountAsync("registry.degree g JOIN registry.person p ON p.id = g.person_id WHERE p.full_name = 'Lò Văn Nhập' AND g.level_code = 'E40' AND g.awarded_year = 2012"));
        Assert.Equal(1, await CountAsync("registry.posting g JOIN registry.person p ON p.id = g.person_id WHERE p.full_name = 'Quàng Thị Mới' AND g.valid_from = DATE '2013-09-01'"));
        Assert.Equal(3, await CountAsync("history.change c JOIN registry.person p ON p.id = c.person_id WHERE p.full_name = 'Lò Văn Nhập' AND c.role = 'hr' AND c.why LIKE 'Nhập danh sách %'"));
    }

    [Fact]
    public async Task A_known_person_changes_by_the_values_that_the_list_tells_and_keeps_the_others()
    {
        var known = Known(0);
        var list = ListOf($"{known.Person.FullName};{Birth(known)};{Sexes(known)};;{known.CitizenId};HD-77;{Own};;;;;;;");

        var preview = await PreviewAsync(list);
        var verdict = Assert.Single(preview.Verdicts);
        Assert.Equal((ImportVerdictKind.Changed, known.Person.Id), (verdict.Kind, verdict.PersonId!.Value));
        Assert.Equal([new ImportDifference("person", "staff_code", null, "HD-77")], verdict.Differences);
        Assert.Equal(0, await CountAsync("registry.person WHERE staff_code = 'HD-77'"));
        Assert.Equal(1, await CountAsync($"access.read_log WHERE account_id = '{PopulatedDatabase.AccountOf(Role.Hr)}' AND person_ids = ARRAY['{known.Person.Id}']::uuid[]"));

        await CommitAsync(list);
        Assert.Equal(1, await CountAsync($"registry.person WHERE staff_code = 'HD-77' AND id = '{known.Person.Id}' AND ethnic_group_code = '{known.Person.EthnicGroupCode}'"));
    }

    [Fact]
    public async Task Another_work_ends_the_present_one_on_its_first_day()
    {
        await CommitAsync(ListOf(Row("Giàng A Chuyển", "05/03/1980", id: Id(1980, 601))));
        var moved = ListOf(Row("Giàng A Chuyển", "05/03/1980", id: Id(1980, 601), agency: registry.Agencies.First(a => a.ParentId == registry.Agencies[0].Id).Code, from: "01/02/2020"));

        var verdict = Assert.Single((await PreviewAsync(moved)).Verdicts);
        Assert.Equal(["valid_until", null], verdict.Differences.Select(difference => difference.Field));
        await CommitAsync(moved);

        Assert.Equal(1, await CountAsync("registry.posting g JOIN registry.person p ON p.id = g.person_id WHERE p.full_name = 'Giàng A Chuyển' AND g.valid_until = DATE '2020-02-01' AND g.end_reason = 'move'"));
        Assert.Equal(1, await CountAsync("registry.posting g JOIN registry.person p ON p.id = g.person_id WHERE p.full_name = 'Giàng A Chuyển' AND g.valid_from = DATE '2020-02-01' AND g.valid_until IS NULL"));
        Assert.Empty((await PreviewAsync(moved)).Verdicts);
    }

    [Fact]
    public async Task A_citizen_id_that_was_not_known_is_kept_with_the_person_found_otherwise()
    {
        await CommitAsync(ListOf(Row("Vàng Thị Sau", "09/09/1985", sex: "Nữ", id: "", code: "S-1")));
        await CommitAsync(ListOf(Row("Vàng Thị Sau", "09/09/1985", sex: "Nữ", id: Id(1985, 701, Sex.Female), code: "S-1")));

        var person = await (await CitizenIdsAsync()).FindAsync(CitizenId.Compose("011", Sex.Female, 1985, 701), CancellationToken.None);
        Assert.Equal(1, await CountAsync($"registry.person WHERE id = '{person}' AND staff_code = 'S-1'"));
        await using var command = registry.Database.Owner.CreateCommand($"SELECT citizen_id_cipher FROM registry.person WHERE id = '{person}'");
        var revealed = await (await CitizenIdsAsync()).RevealAsync(person!.Value, (byte[])(await command.ExecuteScalarAsync())!, CancellationToken.None);
        Assert.Equal(Id(1985, 701, Sex.Female), revealed.ToString());
    }

    [Fact]
    public async Task What_cannot_be_told_for_certain_or_contradicts_is_named_row_by_row_and_never_written()
    {
        await CommitAsync(ListOf(Row("Trần Văn Giống", "01/01/1979", id: Id(1979, 801)), Row("Trần Văn Mã", "01/01/1978", id: Id(1978, 802), code: "M-1")));
        var foreign = registry.Dossiers.First(d => !registry.HrAgencies.Contains(d.Person.KeeperId) && d.CitizenId is not null);
        var elsewhere = registry.Agencies.First(a => !registry.HrAgencies.Contains(a.Id)).Code;
        var before = await DumpAsync();

        var (counts, verdicts) = await PreviewAsync(ListOf(
            Row("TRẦN VĂN GIỐNG", "1979", id: ""),
            Row("Trần Văn Khác", "01/01/1978", id: Id(1978, 803), code: "M-1"),
            Row("Ai Đó Xa", "02/02/1990", id: Id(1990, 804), agency: elsewhere),
            Row(foreign.Person.FullName, Birth(foreign), sex: Sexes(foreign), id: foreign.CitizenId.ToString()!),
            Row("Trần Văn Giống", "01/01/1979", id: Id(1979, 801), from: "01/01/2002"),
            Row("Trần Văn Giống", "01/01/1979", id: "", from: "01/01/2003", title: "Kế toán viên"),
            Row("Lò Thị Đôi", "03/03/1993", sex: "Nữ", id: ""),
            Row("Lò Thị Đôi", "03/03/1993", sex: "Nữ", id: ""),
            Row("Trần Văn Mã", "01/01/1978", id: Id(1978, 802), from: "01/01/2003", title: "Trưởng phòng")));

        Assert.Equal(
            ["2 Doubtful PERSON_LIKE", "3 Refused CITIZEN_ID_DIFFERS", "4 Refused AGENCY_OUT_OF_SCOPE", "5 Refused CITIZEN_ID_ELSEWHERE", "7 Refused PERSON_TWICE",
                "8 New ", "9 Doubtful PERSON_LIKE", "10 Refused POSTING_OVERLAPS"],
            verdicts.Select(v => $"{v.Row} {v.Kind} {v.Problem?.Code}"));
        Assert.Equal(9, counts.New + counts.Changed + counts.Unchanged + counts.Doubtful + counts.Refused + counts.LeftOut + counts.Rejected);
        Assert.Equal(1, counts.Unchanged);
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task A_row_about_somebody_whose_data_is_restricted_is_refused_by_number_code_and_name_until_that_is_lifted()
    {
        await CommitAsync(ListOf(Row("Sùng A Hạn", "04/04/1984", id: Id(1984, 821), code: "H-1")));
        var list = ListOf(
            Row("Sùng A Hạn", "04/04/1984", id: Id(1984, 821), title: "Kế toán viên"), Row("Sùng Văn Hạn", "05/04/1984", id: "", code: "H-1"), Row("Sùng A Hạn", "04/04/1984", id: ""),
            Row("Sùng A Hạn", "04/04/1984", id: Id(1984, 822)), Row("Sùng A Hạn", "06/06/1986", id: ""));
        await using (var restrict = registry.Database.Owner.CreateCommand(
            """
            INSERT INTO protection.request (id, person_id, kind, came_by, received_on, reply_due, finish_due)
              SELECT '00000000-0000-0000-0000-00000000008a', id, 'restriction', 'officer', '2026-03-02', '2026-03-04', '2026-03-17' FROM registry.person WHERE staff_code = 'H-1';
            UPDATE protection.request SET state = 'done', decided_on = '2026-03-03', decision = 'x' WHERE id = '00000000-0000-0000-0000-00000000008a'
            """))
            await restrict.ExecuteNonQueryAsync();

        var (_, verdicts) = await PreviewAsync(list);
        await using (var lift = registry.Database.Owner.CreateCommand("UPDATE protection.restriction SET lifted_on = '2026-03-09', lifting = 'x'"))
            await lift.ExecuteNonQueryAsync();
        var (_, later) = await PreviewAsync(list);

        Assert.Equal(
            ["2 Refused PERSON_RESTRICTED", "3 Refused PERSON_RESTRICTED", "4 Refused PERSON_RESTRICTED", "5 New ", "6 New "],
            verdicts.Select(verdict => $"{verdict.Row} {verdict.Kind} {verdict.Problem?.Code}"));
        Assert.DoesNotContain(later, verdict => verdict.Problem?.Code == "PERSON_RESTRICTED");
        Assert.Equal("2 Changed", $"{later[0].Row} {later[0].Kind}");
    }

    [Fact]
    public async Task A_doubt_names_who_it_may_be_and_is_written_as_the_officer_decides()
    {
        await CommitAsync(ListOf(Row("Cà Văn Ngờ", "01/01/1976", id: Id(1976, 811)), Row("Cà Văn Ngỡ", "01/02/1976", id: Id(1976, 812))));
        var list = ListOf(Row("CÀ VĂN NGỜ", "1976", id: "", code: "N-1"), Row("Cà Văn Ngờ", "1976", id: "", code: "N-2"), Row("Cà Văn Ngỡ", "1976", id: "", code: "N-3"));

        var asked = (await PreviewAsync(list)).Verdicts;
        Assert.All(asked, verdict => Assert.Equal(ImportVerdictKind.Doubtful, verdict.Kind));
        Assert.Equal(["Cà Văn Ngờ 01/01/1976", "Cà Văn Ngỡ 01/02/1976"], asked[0].Alike.Select(like => $"{like.FullName} {like.Born}"));
        Assert.Equal("Cà Văn Ngỡ", asked[2].Alike[0].FullName);
        var stranger = Known(5).Person.Id;
        var decisions = new Dictionary<int, Guid?> { [2] = asked[0].Alike[0].PersonId, [3] = null, [4] = stranger };
        var told = (await PreviewAsync(list, decisions: decisions)).Verdicts;
        await CommitAsync(list, decisions);

        Assert.Equal(["2 Changed", "3 New", "4 Doubtful"], told.Select(verdict => $"{verdict.Row} {verdict.Kind}"));
        Assert.Equal(1, await CountAsync($"registry.person WHERE id = '{asked[0].Alike[0].PersonId}' AND staff_code = 'N-1'"));
        Assert.Equal(3, await CountAsync("registry.person WHERE folded_name = 'ca van ngo' AND birth_year = 1976"));
        Assert.Equal(0, await CountAsync("registry.person WHERE staff_code = 'N-3'"));
    }

    [Fact]
    public async Task A_corrected_column_is_remembered_for_the_officers_agency_and_a_list_of_an_agency_has_its_own()
    {
        const string Heading = "Cột lạ của phòng";
        var agency = registry.Agencies[0].Id;
        await using (var session = await registry.SignInAsync(Role.Hr))
        {
            await ColumnMemory.KeepAsync(session, null, new Dictionary<string, string?> { [Heading] = "staff_code", ["Ghi gì đó"] = null }, CancellationToken.None);
            await ColumnMemory.KeepAsync(session, agency, new Dictionary<string, string?> { [Heading] = "institution" }, CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        await using var again = await registry.SignInAsync(Role.Hr);
        var ofAll = await ColumnMemory.ReadAsync(again, null, CancellationToken.None);
        var ofAgency = await ColumnMemory.ReadAsync(again, agency, CancellationToken.None);
        await using var other = await registry.Database.OpenSessionAsync(PopulatedDatabase.CallerOf(Role.Hr) with { AccountId = Guid.NewGuid() }, CancellationToken.None);

        Assert.Contains(("Ghi gì đó", null), ofAll);
        Assert.Equal((Heading, "institution"), ofAgency[^1]);
        Assert.Empty(await ColumnMemory.ReadAsync(other, agency, CancellationToken.None));
        var book = ImportVocabulary.Read(TalentRegistry.Testing.Repository.Path("db", "reference")).Fields;
        Assert.True(ColumnMapping.Of(ofAgency, book).TryFind(0, Heading, Heading, out var field) && field!.Code == "institution");
        Assert.True(ColumnMapping.Of([.. ofAgency, ("$A", "award")], book).TryFind(0, Heading, Heading, out field));
    }

    [Fact]
    public async Task A_long_list_is_written_in_turns_that_are_told_and_lands_whole()
    {
        const int People = RowWriting.RowsOfTurn + 20;
        var list = ListOf([.. Enumerable.Range(0, People).Select(i => Row("Lường Văn Dài", "05/05/1985", id: Id(1985, 100_000 + i)))]);
        var steps = new List<string>();

        var committed = await CommitAsync(list, progress: new Steps(steps));

        Assert.Equal(People, committed.Counts.New);
        Assert.Equal(People, await CountAsync("registry.posting g JOIN registry.person p ON p.id = g.person_id WHERE p.full_name = 'Lường Văn Dài'"));
        Assert.Equal([$"{ImportStages.Writing} 0/{People}", $"{ImportStages.Sealing} 0/0"], [steps.First(step => step.StartsWith(ImportStages.Writing, StringComparison.Ordinal)), steps[^1]]);
        Assert.Equal(2, steps.Count(step => step.StartsWith(ImportStages.Writing, StringComparison.Ordinal)));
        await UndoAsync(committed.Id!.Value);
        Assert.Equal(0, await CountAsync("registry.person WHERE full_name = 'Lường Văn Dài'"));
    }

    [Theory]
    [InlineData(ImportMode.Insert, 1, 0)]
    [InlineData(ImportMode.Update, 0, 1)]
    [InlineData(ImportMode.InsertOrUpdate, 1, 1)]
    public async Task The_mode_leaves_out_what_it_is_not_for(ImportMode mode, int added, int corrected)
    {
        var known = Known(10 + (int)mode);
        var list = ListOf(
            Row("Người Mới Tinh", "04/04/1994", id: Id(1994, 900 + (int)mode)),
            $"{known.Person.FullName};{Birth(known)};{Sexes(known)};;{known.CitizenId};C-{(int)mode};{Own};;;;;;;");

        var (counts, _) = await PreviewAsync(list, mode);

        Assert.Equal(new ImportCounts(added, corrected, 0, 0, 0, 2 - added - corrected, 0), counts);
    }

    [Fact]
    public async Task An_import_is_taken_back_to_the_byte_unless_something_was_built_on_it()
    {
        var known = Known(3);
        var before = await DumpAsync();
        var list = ListOf(
            Row("Đỗ Thị Thoáng", "06/06/1986", sex: "Nữ", id: Id(1986, 951, Sex.Female)),
            $"{known.Person.FullName} Sửa;{Birth(known)};{Sexes(known)};;{known.CitizenId};T-9;{Own};;;;;;;");
        var import = await CommitAsync(list);
        Assert.NotEqual(before, await DumpAsync());

        await UndoAsync(import.Id!.Value);

        Assert.Equal(before, await DumpAsync());
        Assert.Equal(2, await CountAsync($"history.change WHERE person_id = '{known.Person.Id}' AND why LIKE '%danh sách list.csv'"));
        await Assert.ThrowsAsync<OperatorException>(() => UndoAsync(import.Id.Value));

        var again = await CommitAsync(list);
        await using (var correct = registry.Database.Owner.CreateCommand($"UPDATE registry.person SET staff_code = 'T-10' WHERE id = '{known.Person.Id}'"))
            await correct.ExecuteNonQueryAsync();
        var refused = await Assert.ThrowsAsync<OperatorException>(() => UndoAsync(again.Id!.Value));
        Assert.Contains("1 people", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync("registry.person WHERE full_name = 'Đỗ Thị Thoáng'"));
        await HistoryChain.ChainAsync(registry.Database, CancellationToken.None);
        Assert.Empty((await HistoryChain.VerifyAsync(registry.Database, null, null, CancellationToken.None)).Faults);
    }

    [Fact]
    public async Task Imports_are_seen_and_taken_back_by_their_own_account_only()
    {
        var import = await CommitAsync(ListOf(Row("Ứng Văn Riêng", "06/06/1987", id: Id(1987, 971))));

        await using var own = await registry.SignInAsync(Role.Hr);
        Assert.Contains(import.Id!.Value, (await PastImport.ListAsync(own, 1000, CancellationToken.None)).Select(past => past.Id));
        await using var other = await registry.Database.OpenSessionAsync(PopulatedDatabase.CallerOf(Role.Hr) with { AccountId = Guid.NewGuid() }, CancellationToken.None);
        Assert.Empty(await PastImport.ListAsync(other, 1000, CancellationToken.None));
        await Assert.ThrowsAsync<OperatorException>(() => PastImport.UndoAsync(other, import.Id.Value, CancellationToken.None));
    }

    [Fact]
    public async Task Certificates_titles_and_awards_come_once_get_their_days_later_and_go_with_the_import()
    {
        const string Wide = "Họ và tên;Ngày sinh;Giới tính;Dân tộc;Số CCCD;Đơn vị;Trình độ LLCT;Ngoại ngữ;Tin học;Học hàm;Khen thưởng";
        var who = $"Lò Văn Chứng;05/03/1975;Nam;Thái;{Id(1975, 551)};{Own}";
        var before = await DumpAsync();
        var undated = string.Join('\n', Wide, $"{who};\"Cao cấp LLCT; CVC\";\"B1 Anh, A2 Pháp\";UDCNTTCB;PGS;CSTĐ cơ sở");
        var dated = string.Join('\n', Wide, $"{who};Cao cấp (12/05/2016);B1 Anh (2019);UDCNTTCB;PGS (2014);\"CSTĐ cơ sở 2018, 2019\"");

        var first = await CommitAsync(undated, confirmed: ["PROFESSOR_WITHOUT_DOCTORATE"]);
        await UndoAsync(first.Id!.Value);
        Assert.Equal(before, await DumpAsync());
        await CommitAsync(undated, confirmed: ["PROFESSOR_WITHOUT_DOCTORATE"]);
        var again = await CommitAsync(undated, confirmed: ["PROFESSOR_WITHOUT_DOCTORATE"]);
        Assert.Equal(1, again.Counts.Unchanged);
        Assert.Equal(5, await CountAsync("registry.certificate c JOIN registry.person p ON p.id = c.person_id WHERE p.full_name = 'Lò Văn Chứng' AND NOT c.is_dated"));
        Assert.Equal(6 + 1, await CountAsync("history.change c JOIN registry.person p ON p.id = c.person_id WHERE p.full_name = 'Lò Văn Chứng' AND c.table_name IN ('certificate', 'academic_title', 'award')"));

        var told = Assert.Single((await PreviewAsync(dated)).Verdicts).Differences;
        Assert.Contains(new ImportDifference("certificate", "issued_on", Lists.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "2016-05-12"), told);
        Assert.Contains(new ImportDifference("academic_title", "recognised_year", "2026", "2014"), told);
        Assert.Contains(new ImportDifference("award", null, null, "CSTĐ cơ sở, 2019"), told);
        var second = await CommitAsync(dated, confirmed: ["PROFESSOR_WITHOUT_DOCTORATE"]);
        Assert.Equal(1, (await CommitAsync(dated, confirmed: ["PROFESSOR_WITHOUT_DOCTORATE"])).Counts.Unchanged);
        Assert.Equal(1, (await CommitAsync(undated, confirmed: ["PROFESSOR_WITHOUT_DOCTORATE"])).Counts.Unchanged);
        Assert.Equal(2, await CountAsync("registry.certificate c JOIN registry.person p ON p.id = c.person_id WHERE p.full_name = 'Lò Văn Chứng' AND c.is_dated"));
        Assert.Equal(2, await CountAsync("registry.award a JOIN registry.person p ON p.id = a.person_id WHERE p.full_name = 'Lò Văn Chứng' AND a.is_dated"));

        await UndoAsync(second.Id!.Value);
        Assert.Equal(1, (await CommitAsync(undated, confirmed: ["PROFESSOR_WITHOUT_DOCTORATE"])).Counts.Unchanged);
    }

    [Fact]
    public async Task Medals_minority_languages_and_organisations_come_once_are_corrected_and_go_with_the_import()
    {
        const string Wide = "Họ và tên;Ngày sinh;Giới tính;Dân tộc;Số CCCD;Đơn vị;Kỷ niệm chương;Tiếng dân tộc;Đoàn thể";
        var who = $"Lò Văn Hội;05/03/1975;Nam;Thái;{Id(1975, 571)};{Own}";
        var before = await DumpAsync();
        var brief = string.Join('\n', Wide, $"{who};Vì sự nghiệp giáo dục;Thái;\"Hội viên Hội Luật gia Việt Nam (2015); Công đoàn\"");
        var full = string.Join('\n', Wide, $"{who};Vì sự nghiệp giáo dục (2012);Tiếng Thái (2018);\"Phó Chủ tịch Hội Luật gia Việt Nam (20/04/2015); Công đoàn, 1998\"");

        var first = await CommitAsync(brief);
        await UndoAsync(first.Id!.Value);
        Assert.Equal(before, await DumpAsync());
        await CommitAsync(brief);
        Assert.Equal(1, (await CommitAsync(brief)).Counts.Unchanged);
        Assert.Equal(1, await CountAsync("registry.award a JOIN registry.person p ON p.id = a.person_id WHERE p.full_name = 'Lò Văn Hội' AND a.kind = 'commemorative_medal' AND NOT a.is_dated"));
        Assert.Equal(1, await CountAsync("registry.certificate c JOIN registry.person p ON p.id = c.person_id WHERE p.full_name = 'Lò Văn Hội' AND c.kind = 'minority_language' AND c.title = 'Tiếng Thái'"));

        var told = Assert.Single((await PreviewAsync(full)).Verdicts).Differences;
        Assert.Contains(new ImportDifference("association_membership", "role", "ordinary_member", "vice_chair"), told);
        Assert.Contains(new ImportDifference("association_membership", "valid_from", "2015-01-01", "2015-04-20"), told);
        Assert.Contains(new ImportDifference("association_membership", null, null, "Công đoàn Việt Nam, 1998-01-01"), told);
        Assert.Contains(told, difference => difference is { Record: "award", Field: "awarded_year", After: "2012" });
        var second = await CommitAsync(full);
        Assert.Equal(1, (await CommitAsync(full)).Counts.Unchanged);
        Assert.Equal(1, (await CommitAsync(brief)).Counts.Unchanged);
        Assert.Equal(2, await CountAsync("registry.association_membership m JOIN registry.person p ON p.id = m.person_id WHERE p.full_name = 'Lò Văn Hội'"));

        await UndoAsync(second.Id!.Value);
        Assert.Equal(1, await CountAsync("registry.association_membership m JOIN registry.person p ON p.id = m.person_id WHERE p.full_name = 'Lò Văn Hội' AND m.role = 'ordinary_member' AND m.valid_from = '2015-01-01'"));
    }

    [Fact]
    public async Task Talent_extensions_tasks_and_availability_come_once_are_corrected_and_go_with_the_import()
    {
        const string Wide = "Họ và tên;Ngày sinh;Giới tính;Dân tộc;Số CCCD;Đơn vị;Thu hút nhân tài;Kéo dài thời gian công tác;Đề tài NCKH;Tình trạng công tác";
        var who = $"Lò Văn Tài;05/03/1962;Nam;Thái;{Id(1962, 572)};{Own}";
        var before = await DumpAsync();
        var brief = string.Join('\n', Wide, $"{who};Thu hút (2015);01/01/2023 - 31/12/2024;Nước sạch vùng cao (2018-2019);Đang làm việc (2010)");
        var full = string.Join(
            '\n', Wide,
            $"{who};QĐ 12/QĐ-UBND, thu hút (20/04/2015);\"01/01/2023 - 31/12/2025, tiến sĩ\";\"Chủ nhiệm đề tài cấp tỉnh: Nước sạch vùng cao (2018-2019), xuất sắc; Thành viên cấp cơ sở: Rừng (2020)\";\"Đã nghỉ hưu, sẵn sàng cộng tác\"");

        Assert.Empty((await PreviewAsync(brief)).Verdicts.SelectMany(verdict => verdict.Findings).Select(finding => finding.Message.En));
        var first = await CommitAsync(brief);
        await UndoAsync(first.Id!.Value);
        Assert.Equal(before, await DumpAsync());
        await CommitAsync(brief);
        var landed = await DumpAsync();
        Assert.Equal(1, (await CommitAsync(brief)).Counts.Unchanged);

        var told = Assert.Single((await PreviewAsync(full)).Verdicts);
        Assert.Equal(
            [
                "availability  : -> Đã nghỉ hưu, sẵn sàng cộng tác, 2026-11-21", "availability valid_until: -> 2026-11-21", "science_task  : -> Rừng, 2020-01-01",
                "science_task level: grassroots -> province", "science_task result: -> excellent", "science_task role: participant -> principal",
                "talent_recognition decision_number: -> 12/QĐ-UBND", "talent_recognition valid_from: 2015-01-01 -> 2015-04-20",
                "working_age_extension ground: other_ground -> doctorate_or_specialist", "working_age_extension valid_until: 2025-01-01 -> 2026-01-01",
            ],
            told.Differences.Select(one => $"{one.Record} {one.Field ?? " "}: {one.Before}{(one.Before is null ? "" : " ")}-> {one.After}").Order(StringComparer.Ordinal));
        var second = await CommitAsync(full);
        Assert.Equal(1, second.Counts.Changed);
        Assert.Equal(1, (await CommitAsync(full)).Counts.Unchanged);
        Assert.Equal(1, await CountAsync(
            "registry.availability a JOIN registry.person p ON p.id = a.person_id WHERE p.full_name = 'Lò Văn Tài' AND a.kind = 'working' AND a.valid_from = '2010-01-01' AND a.valid_until = '2026-11-21'"));

        await UndoAsync(second.Id!.Value);
        Assert.Equal(landed, await DumpAsync());
        Assert.Equal(ImportVerdictKind.Refused, Assert.Single((await PreviewAsync(string.Join('\n', Wide, $"{who};;01/06/2024 - 31/12/2025;;"))).Verdicts).Kind);
    }

    [Fact]
    public async Task What_rules_warn_of_is_held_back_until_its_code_is_confirmed_and_errors_are_not_to_be_confirmed()
    {
        var list = ListOf(
            Row("Lò Văn Thạc", "05/03/1985", id: Id(1985, 561)).Replace(";Đại học;", ";Thạc sĩ;", StringComparison.Ordinal),
            Row("Lò Văn Hưu", "05/03/1950", id: Id(1950, 562)),
            Row("Lò Văn Thường", "05/03/1986", id: Id(1986, 563)));

        var (counts, verdicts) = await PreviewAsync(list);
        Assert.Equal((1, 2), (counts.New, counts.Unconfirmed));
        Assert.Equal(["2 Unconfirmed POSTGRADUATE_WITHOUT_UNIVERSITY", "3 Unconfirmed PAST_RETIREMENT_AGE", "4 New "],
            verdicts.Select(v => $"{v.Row} {v.Kind} {string.Join(' ', v.Findings.Select(finding => finding.Code))}"));
        var told = verdicts[0].Findings[0];
        Assert.Equal(("Trình độ", "Thạc sĩ", 2), (told.Heading, told.Value, told.Row));
        Assert.Contains("bằng đại học", told.Expected.Vi, StringComparison.Ordinal);

        await CommitAsync(list);
        Assert.Equal(0, await CountAsync("registry.person WHERE full_name IN ('Lò Văn Thạc', 'Lò Văn Hưu')"));
        var confirmed = await CommitAsync(list, confirmed: ["POSTGRADUATE_WITHOUT_UNIVERSITY"]);
        Assert.Equal((1, 1, 1), (confirmed.Counts.New, confirmed.Counts.Unconfirmed, confirmed.Counts.Unchanged));
        Assert.Equal(1, await CountAsync("registry.person WHERE full_name = 'Lò Văn Thạc'"));
    }

    [Fact]
    public async Task Of_a_known_person_rules_tell_what_the_row_brings_and_no_more()
    {
        await CommitAsync(ListOf(Row("Lò Văn Đủ", "05/03/1984", id: Id(1984, 571))));
        var master = Row("Lò Văn Đủ", "05/03/1984", id: Id(1984, 571)).Replace(";Đại học;Kế toán;2012", ";Thạc sĩ;Kế toán;2018", StringComparison.Ordinal);
        var early = Row("Lò Văn Đủ", "05/03/1984", id: Id(1984, 571)).Replace(";Đại học;Kế toán;2012", ";Thạc sĩ;Kế toán;2010", StringComparison.Ordinal);
        var dead = $"Họ và tên;Ngày sinh;Giới tính;Số CCCD;Đơn vị;Ngày mất\nLò Văn Đủ;05/03/1984;Nam;{Id(1984, 571)};{Own};01/01/2024";

        Assert.Equal(ImportVerdictKind.Changed, Assert.Single((await PreviewAsync(ListOf(master))).Verdicts).Kind);
        var warned = Assert.Single((await PreviewAsync(ListOf(early))).Verdicts);
        Assert.Equal((ImportVerdictKind.Unconfirmed, "POSTGRADUATE_WITHOUT_UNIVERSITY"), (warned.Kind, Assert.Single(warned.Findings).Code));
        var refused = Assert.Single((await PreviewAsync(dead)).Verdicts);
        Assert.Equal((ImportVerdictKind.Refused, "POSTING_AFTER_DEATH"), (refused.Kind, Assert.Single(refused.Findings).Code));
    }

    [Fact]
    public async Task Somebody_probably_on_file_is_a_doubt_with_the_probability_though_the_name_is_mistyped()
    {
        await CommitAsync(ListOf(Row("Tòng Thị Mếnh", "07/08/1983", sex: "Nữ", id: Id(1983, 581, Sex.Female))));

        var asked = Assert.Single((await PreviewAsync(ListOf(Row("Tòng Thị Mến", "07/08/1983", sex: "Nữ", id: "", code: "X-1")))).Verdicts);
        var swapped = Assert.Single((await PreviewAsync(ListOf(Row("Tòng Thị Mếnh", "08/07/1983", sex: "Nữ", id: "", code: "X-2")))).Verdicts);
        var stranger = Assert.Single((await PreviewAsync(ListOf(Row("Sùng A Phử", "18/08/1983", id: "", code: "X-3")))).Verdicts);

        Assert.Equal(ImportVerdictKind.Doubtful, asked.Kind);
        Assert.Equal("Tòng Thị Mếnh", asked.Alike[0].FullName);
        Assert.InRange(asked.Alike[0].Probability, 0.5, 1);
        Assert.Equal(ImportVerdictKind.Doubtful, swapped.Kind);
        Assert.Equal(ImportVerdictKind.New, stranger.Kind);
    }

    [Fact]
    public async Task Several_rows_of_one_person_are_one_dossier_and_the_same_rows_change_nothing_again()
    {
        var before = await DumpAsync();
        var first = Row("Lường Văn Nhiều", "05/03/1981", id: Id(1981, 951));
        string More(string level, string field, int year) => $";;;;;;;{level};{field};{year};;;;";
        var list = ListOf(first, More("Đại học", "Luật", 2012), More("Thạc sĩ", "Luật", 2018), Row("Lường Thị Ít", "05/03/1982", sex: "Nữ", id: Id(1982, 952, Sex.Female)));

        var committed = await CommitAsync(list);
        var again = await CommitAsync(list);
        var longer = await PreviewAsync(list.Replace(More("Thạc sĩ", "Luật", 2018), More("Thạc sĩ", "Luật", 2018) + "\n" + More("Tiến sĩ", "Luật", 2023), StringComparison.Ordinal));

        Assert.Equal(new ImportCounts(2, 0, 0, 0, 0, 0, 0), committed.Counts);
        Assert.Equal(3, await CountAsync("registry.degree g JOIN registry.person p ON p.id = g.person_id WHERE p.full_name = 'Lường Văn Nhiều'"));
        Assert.Equal(1, await CountAsync("registry.posting g JOIN registry.person p ON p.id = g.person_id WHERE p.full_name = 'Lường Văn Nhiều'"));
        Assert.Equal(new CommittedImport(null, new ImportCounts(0, 0, 2, 0, 0, 0, 0)), again);
        var added = Assert.Single(longer.Verdicts);
        Assert.Equal((2, ImportVerdictKind.Changed, "degree"), (added.Row, added.Kind, Assert.Single(added.Differences).Record));
        await UndoAsync(committed.Id!.Value);
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task A_career_in_rows_comes_once_is_gone_on_with_and_goes_with_the_import()
    {
        const string Wide = "Họ và tên;Ngày sinh;Giới tính;Dân tộc;Số CCCD;Đơn vị;Chức vụ;Nghề nghiệp;Loại hợp đồng;Từ ngày;Đến ngày";
        var child = registry.Agencies.First(agency => agency.ParentId == registry.Agencies[0].Id).Code;
        var before = await DumpAsync();
        var first = $"Lường Văn Trải;05/03/1981;Nam;Thái;{Id(1981, 981)};{child};Kế toán viên;Kế toán;Viên chức;01/09/2004;31/08/2012";
        var career = string.Join('\n', Wide, first, $";;;;;{Own};Chuyên viên;Kế toán;Công chức;01/09/2012;");
        var longer = string.Join('\n', Wide, first, $";;;;;{Own};Chuyên viên;Kế toán;Công chức;01/09/2012;31/12/2019", $";;;;;{Own};Trưởng phòng;;;01/01/2020;31/12/2022", ";;;;;;Phó giám đốc;;;01/01/2023;");

        var committed = await CommitAsync(career);
        Assert.Equal(new ImportCounts(1, 0, 0, 0, 0, 0, 0), committed.Counts);
        await UndoAsync(committed.Id!.Value);
        Assert.Equal(before, await DumpAsync());
        await CommitAsync(career);
        var landed = await DumpAsync();
        Assert.Equal(1, (await CommitAsync(career)).Counts.Unchanged);
        Assert.Equal(1, await CountAsync($"registry.person p JOIN registry.agency a ON a.id = p.keeper_id WHERE p.full_name = 'Lường Văn Trải' AND a.code = '{Own}'"));
        Assert.Equal(1, await CountAsync($"registry.posting g JOIN registry.person p ON p.id = g.person_id JOIN registry.agency a ON a.id = g.agency_id WHERE p.full_name = 'Lường Văn Trải' AND a.code = '{child}'"));

        var told = Assert.Single((await PreviewAsync(longer)).Verdicts);
        Assert.Equal((2, ImportVerdictKind.Changed), (told.Row, told.Kind));
        Assert.Equal(["valid_until", null, null], told.Differences.Select(difference => difference.Field));
        Assert.Equal("2020-01-01", told.Differences[0].After);
        var second = await CommitAsync(longer);
        Assert.Equal(1, (await CommitAsync(longer)).Counts.Unchanged);
        Assert.Equal(4, await CountAsync("registry.posting g JOIN registry.person p ON p.id = g.person_id WHERE p.full_name = 'Lường Văn Trải'"));
        Assert.Equal(1, await CountAsync("history.change c JOIN registry.person p ON p.id = c.person_id WHERE p.full_name = 'Lường Văn Trải' AND c.table_name = 'posting' AND c.kind = 'update'"));
        Assert.Equal(ImportVerdictKind.Refused, Assert.Single((await PreviewAsync(string.Join('\n', Wide, first, $";;;;;{Own};Văn thư;Kế toán;Viên chức;01/06/2015;31/12/2020"))).Verdicts).Kind);

        await UndoAsync(second.Id!.Value);
        Assert.Equal(landed, await DumpAsync());
        var ends = string.Join('\n', Wide, first, $";;;;;{Own};Trưởng phòng;Kế toán;Công chức;01/01/2020;31/12/2022", ";;;;;;Phó giám đốc;;;01/01/2023;");
        Assert.Equal("2020-01-01", Assert.Single(Assert.Single((await PreviewAsync(ends)).Verdicts).Differences, difference => difference.Field is not null).After);
        var third = await CommitAsync(ends);
        Assert.Equal(1, (await CommitAsync(ends)).Counts.Unchanged);
        await UndoAsync(third.Id!.Value);
        Assert.Equal(landed, await DumpAsync());
    }

    [Fact]
    public async Task A_list_is_taken_back_as_a_whole_by_whoever_keeps_all_its_agencies_and_never_in_part()
    {
        var child = registry.Agencies.First(agency => agency.ParentId == registry.Agencies[0].Id);
        var before = await DumpAsync();
        var import = (await CommitAsync(ListOf(Row("Vừ A Chung", "05/03/1981", id: Id(1981, 971)), Row("Vừ Thị Chung", "05/03/1982", sex: "Nữ", id: Id(1982, 972, Sex.Female), agency: child.Code)))).Id!.Value;
        var (colleague, lesser) = (await OfficerAsync(registry.Agencies[0].Id), await OfficerAsync(child.Id));

        await using (var seen = await OpenAsAsync(colleague))
            Assert.Equal(await NameOfAsync(PopulatedDatabase.AccountOf(Role.Hr)), Assert.Single(await PastImport.ListAsync(seen, 10, CancellationToken.None), past => past.Id == import).By);
        await using (var part = await OpenAsAsync(lesser))
        {
            Assert.DoesNotContain(await PastImport.ListAsync(part, 10, CancellationToken.None), past => past.Id == import);
            await Assert.ThrowsAsync<OperatorException>(() => PastImport.UndoAsync(part, import, CancellationToken.None));
        }

        // Somebody of the list is no longer there to be taken back: nothing is.
        await using (var gone = await OpenAsAsync(colleague))
        {
            await gone.RunAsync("DELETE FROM registry.person WHERE full_name = 'Vừ Thị Chung'", CancellationToken.None);
            Assert.Contains("no longer within your scope", (await Assert.ThrowsAsync<OperatorException>(() => PastImport.UndoAsync(gone, import, CancellationToken.None))).Message, StringComparison.Ordinal);
        }

        await using (var whole = await OpenAsAsync(colleague))
        {
            await PastImport.UndoAsync(whole, import, CancellationToken.None);
            await whole.CommitAsync(CancellationToken.None);
        }

        Assert.Equal(before, await DumpAsync());
        Assert.Equal(6, await CountAsync($"history.change WHERE kind = 'delete' AND account_id = '{colleague}'"));
    }

    [Fact]
    public async Task A_person_held_back_takes_the_rows_below_along_into_the_list_of_rows_not_taken()
    {
        var elsewhere = registry.Agencies.First(a => !registry.HrAgencies.Contains(a.Id)).Code;
        var list = ListOf(Row("Ai Đó Xa", "02/02/1990", id: Id(1990, 961), agency: elsewhere), ";;;;;;;Thạc sĩ;Luật;2018;;;;", Row("Lò Văn Gần", "02/02/1991", id: Id(1991, 962)), ";;;;;;;Thạc sĩ;Luật;2019;;;;");

        var held = (await PreviewAsync(list)).Verdicts.Where(verdict => verdict.Held.Any()).ToDictionary(verdict => verdict.Row, IReadOnlyList<ImportProblem> (verdict) => [.. verdict.Held]);
        var file = new MemoryStream();
        int written;
        using (var sheet = await OpenAsync(list))
        using (var writer = new RejectedCsv(file, sheet))
            written = RowsNotTaken.Write(writer, sheet, held, CancellationToken.None);

        Assert.Equal(2, written);
        var back = Lists.Read(new MemoryStream(file.ToArray()));
        Assert.Equal(["2", "3"], back.Rows.Skip(1).Select(row => row.Source[14].ToString()));
        Assert.Equal(["AGENCY_OUT_OF_SCOPE", "ROWS_TOGETHER"], back.Rows.Skip(1).Select(row => row.Source[17].ToString()));
    }

    private async Task<Guid> OfficerAsync(Guid agency)
    {
        var account = Guid.NewGuid();
        await using var made = registry.Database.Owner.CreateCommand(
            $"""
            INSERT INTO access.account (id, name, display_name, role, password_hash) VALUES ('{account}', 'hr{account:N}', 'Đồng nghiệp', 'hr', 'none');
            INSERT INTO access.scope (account_id, agency_id) VALUES ('{account}', '{agency}')
            """);
        await made.ExecuteNonQueryAsync();
        return account;
    }

    private Task<RegistrySession> OpenAsAsync(Guid officer) => registry.Database.OpenSessionAsync(new Caller(officer, Role.Hr, "test", "test"), CancellationToken.None);

    private async Task<string> NameOfAsync(Guid account)
    {
        await using var command = registry.Database.Owner.CreateCommand($"SELECT display_name FROM access.account WHERE id = '{account}'");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static string ListOf(params string[] rows) => string.Join('\n', rows.Prepend(Header));

    private string Row(
        string name, string birth, string sex = "Nam", string? id = null, string code = "", string? agency = null, string from = "01/09/2013", string title = "Chuyên viên") =>
        $"{name};{birth};{sex};Kinh;{id};{code};{agency ?? Own};Đại học;Kế toán;2012;{title};Kế toán;Viên chức;{from}";

    private static string Id(int year, int number, Sex sex = Sex.Male) => CitizenId.Compose("011", sex, year, number).ToString();

    private Dossier Known(int place) => registry.Dossiers.Where(d => d.Person.KeeperId == registry.Agencies[0].Id && d.CitizenId is not null && d.Person.DateOfBirth is not null).ElementAt(place);

    private static string Birth(Dossier known) => known.Person.DateOfBirth?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? known.Person.BirthYear.ToString(CultureInfo.InvariantCulture);

    private static string Sexes(Dossier known) => known.Person.Sex == Sex.Male ? "Nam" : "Nữ";

    private async Task<(ImportCounts Counts, List<ImportVerdict> Verdicts)> PreviewAsync(string list, ImportMode mode = ImportMode.InsertOrUpdate, Dictionary<int, Guid?>? decisions = null)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        using var sheet = await OpenAsync(list);
        var verdicts = new List<ImportVerdict>();
        var counts = await new ListImport(session, await CitizenIdsAsync()) { Decisions = decisions ?? [] }.PreviewAsync(
            sheet, mode, verdict => { verdicts.Add(verdict); return ValueTask.CompletedTask; }, null, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
        return (counts, verdicts);
    }

    private async Task<CommittedImport> CommitAsync(
        string list, Dictionary<int, Guid?>? decisions = null, IProgress<WorkStep>? progress = null, string[]? confirmed = null)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        using var sheet = await OpenAsync(list);
        var source = await ImportSource.ReadAsync("/some/folder/list.csv", new MemoryStream(Encoding.UTF8.GetBytes(list)), CancellationToken.None);
        var committed = await new ListImport(session, await CitizenIdsAsync()) { Decisions = decisions ?? [], Confirmed = confirmed ?? [] }.CommitAsync(
            sheet, source, ImportMode.InsertOrUpdate, null, progress, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
        return committed;
    }

    private async Task UndoAsync(Guid import)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        await PastImport.UndoAsync(session, import, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
    }

    private async Task<ImportSheet> OpenAsync(string list)
    {
        await using var connection = await registry.Database.Owner.OpenConnectionAsync();
        var agencies = await AgencyDirectory.ReadAsync(connection, Lists.Today, CancellationToken.None);
        return ImportSheet.Open(Lists.Csv(list), ImportVocabulary.Read(TalentRegistry.Testing.Repository.Path("db", "reference")), Lists.Options with { Agencies = agencies });
    }

    private Task<CitizenIdLookup> CitizenIdsAsync()
    {
        if (_citizenIds is null)
        {
            new CitizenIdKeyFile(_folder).Write(new byte[32]);
            _citizenIds = new CitizenIdLookup(_folder, registry.Database);
        }

        return Task.FromResult(_citizenIds);
    }

    private async Task<int> CountAsync(string from)
    {
        await using var command = registry.Database.Owner.CreateCommand($"SELECT count(*)::int FROM {from}");
        return (int)(await command.ExecuteScalarAsync())!;
    }

    private sealed class Steps(List<string> told) : IProgress<WorkStep>
    {
        public void Report(WorkStep value) => told.Add($"{value.Stage} {value.Done}/{value.Total}");
    }

    // All that an export would tell; versions count changes and are none themselves.
    private async Task<string> DumpAsync()
    {
        await using var command = registry.Database.Owner.CreateCommand(
            """
            SELECT md5(string_agg(record, ',' ORDER BY record)) FROM (
              SELECT (to_jsonb(p) - 'version')::text FROM registry.person p UNION ALL SELECT (to_jsonb(d) - 'version')::text FROM registry.degree d
              UNION ALL SELECT (to_jsonb(g) - 'version')::text FROM registry.posting g UNION ALL SELECT to_jsonb(s)::text FROM registry.career_span s
              UNION ALL SELECT (to_jsonb(c) - 'version')::text FROM registry.certificate c UNION ALL SELECT (to_jsonb(t) - 'version')::text FROM registry.academic_title t
              UNION ALL SELECT (to_jsonb(a) - 'version')::text FROM registry.award a
              UNION ALL SELECT (to_jsonb(m) - 'version')::text FROM registry.association_membership m
              UNION ALL SELECT (to_jsonb(t) - 'version')::text FROM registry.talent_recognition t UNION ALL SELECT (to_jsonb(w) - 'version')::text FROM registry.working_age_extension w
              UNION ALL SELECT (to_jsonb(s) - 'version')::text FROM registry.science_task s UNION ALL SELECT (to_jsonb(v) - 'version')::text FROM registry.availability v) kept (record)
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
